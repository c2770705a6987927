"""Start a program that is killed the moment it asks for a socket to a network.

Usage: `sealed.py PROGRAM [ARGUMENT…]`. A filter of system calls (seccomp, Linux on x86-64 alone) kills the process, and
each one that it starts, at `socket(AF_INET…)` or `socket(AF_INET6…)`; sockets inside the computer (AF_UNIX), which
displays need, pass. It uses the standard library alone, since it is also run by itself.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

_X86_64 = 0xC000003E
_SOCKET, _IO_URING_SETUP = 41, 425
_ALLOW, _KILL, _NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x00050000 | 38
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2

# seccomp(2): struct seccomp_data is the number of the call at 0, the architecture at 4, the first argument at 16.
_PROGRAM = (
    (_LOAD, 0, 0, 4),
    (_EQUAL, 1, 0, _X86_64),
    (_RETURN, 0, 0, _KILL),
    (_LOAD, 0, 0, 0),
    (_EQUAL, 5, 0, _IO_URING_SETUP),  # another way to sockets: programs do without where a kernel lacks it
    (_EQUAL, 0, 3, _SOCKET),
    (_LOAD, 0, 0, 16),
    (_EQUAL, 3, 0, 2),
    (_EQUAL, 2, 0, 10),
    (_RETURN, 0, 0, _ALLOW),
    (_RETURN, 0, 0, _NO_SUCH_CALL),
    (_RETURN, 0, 0, _KILL),
)


def seal() -> None:
    """Forbid this process, and all that it starts, sockets to a network, for ever."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    code = b"".join(struct.pack("<HBBI", *step) for step in _PROGRAM)
    program = Program(len(_PROGRAM), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program)):
        raise OSError(ctypes.get_errno(), "this system takes no filter of system calls")


if __name__ == "__main__":
    seal()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - what the test names
