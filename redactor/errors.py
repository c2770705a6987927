"""What can go wrong, as types with facts.

Each type carries a sentence for people (what happened, what it means, what to do next) and its facts as
fields. No fact is ever a patient's value: numbers, identifiers of the Standard and plug-in names only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = "Errors"
"""The translation context of all sentences here."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this very name
    """Mark a sentence for translation; `redactor.i18n` can't be imported here, since it needs these types."""
    del context
    return text


def reason_of(error: OSError) -> str:
    """Give the system's words for an error, without the path that it is about."""
    return (error.strerror or type(error).__name__).lower()


class RedactorError(Exception):
    """The root of everything that this program raises on purpose.

    Parameters
    ----------
    **facts
        The values that the sentence names in braces.
    """

    sentence: ClassVar[str] = QT_TRANSLATE_NOOP("Errors", "Something went wrong. Nothing was written.")

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))

    def __reduce__(self) -> tuple[Callable[[], RedactorError], tuple[()]]:
        """Let an error cross from a worker process: facts are keywords, and exceptions pass positions by themselves."""
        return partial(type(self), **self.facts), ()


# --- inputs that are set aside
# -------------------------------------------------------------------------------


class SetAside(RedactorError):
    """An input that may not, or can't, be de-identified safely. Nothing is written for it."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This input was set aside. Nothing was written for it.")


class NotDicom(SetAside):
    """The file has no DICOM data set."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is not a DICOM file. It was left out; if it should be one, export it again from its source.",
    )


class Unreadable(SetAside):
    """The file system refused to give the bytes."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This can't be read ({reason}). Check that it exists and that you may read it, then try again.",
    )


class Changed(SetAside):
    """The file became shorter or another one while it was read."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file changed while it was read. Nothing was written for it; copy it to a safe place and try again.",
    )


class Truncated(SetAside):
    """The file ends before its data set does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file ends too early: it is incomplete. Nothing was written for it; fetch it again from its source.",
    )


class ArchiveTooLarge(SetAside):
    """A ZIP archive gives more than its limits allow, as a bomb does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This archive unpacks to more than is allowed here (too many files, too much data, or too deep), as one made "
        "to do harm does. The rest of it was left out; unpack it yourself if you trust it, and open the folder.",
    )


class ArchiveBroken(SetAside):
    """A ZIP archive, or a member of one, is damaged or packed in an unknown way."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This archive, or this file in it, is damaged or packed in an unknown way. It was left out; "
        "fetch it again from its source.",
    )


class ArchiveLocked(SetAside):
    """A member of a ZIP archive needs a password."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file lies in an archive under a password. It was left out; unpack the archive yourself, "
        "and open the folder.",
    )


class NoPixelData(SetAside):
    """The instance holds no image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance holds no Pixel Data ({kind}), so there is nothing to show. It was left out.",
    )


class HoldsDocument(SetAside):
    """An encapsulated document: a whole report, a model."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a whole document that can't be searched here. It was left out; "
        "redact the document with a tool of its own.",
    )


class HoldsVoice(SetAside):
    """A recording of a voice."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This instance ({kind}) holds sound, which can tell a person by voice or by name. It was left out."
    )


class HoldsWaveform(SetAside):
    """Curves over time, such as an ECG."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a waveform, which can't be looked at here. It was left out; "
        "de-identify it with a tool that shows it.",
    )


class HoldsSurface(SetAside):
    """A surface of a body."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a surface of the body, from which a face may be rebuilt. It was left out; "
        "look at it with a tool that shows it.",
    )


class HoldsOpaqueValues(SetAside):
    """Values in a form of their maker's."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds values that can't be looked at here. It was left out; "
        "send the images made from it instead.",
    )


class UnknownObject(SetAside):
    """A kind of instance for which there are no rules."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There are no rules for this kind of instance ({kind}). It was left out; send it only after a review."
    )


class SlideLabel(SetAside):
    """The picture of a slide's label, or of the whole slide with its label."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is the picture of a slide's label, or one that may show it. It was left out; "
        "look at it and mask the label in the window.",
    )


class ScreenCapture(SetAside):
    """A copy of a screen, such as a dose report, that nobody has looked at."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a copy of a screen (a dose report, a protocol page, a rendering or a report), full of text about the "
        "patient, and nobody has looked at it. It was left out; review it in the window, or include such images on "
        "purpose (--include-screen-captures).",
    )


class BrokenLayout(SetAside):
    """A layout file that can't be read; what it would have hidden is unknown."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A file of device layouts can't be read at {where}: {problem}. What it would have hidden is unknown, so "
        "nothing was done; correct it, or take it out of the folder of layouts.",
    )


class IsDicomdir(SetAside):
    """The file is a DICOMDIR, a table of contents full of names."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A DICOMDIR lists images and patients but holds no image. Open the folder beside it instead.",
    )


class NoTransferSyntax(SetAside):
    """Nothing says how the data set is encoded."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file does not say how it is encoded (no Transfer Syntax UID). Export it again from its source.",
    )


class UnsupportedTransferSyntax(SetAside):
    """The Transfer Syntax is unknown, or nothing installed decodes it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The Transfer Syntax {name} can't be decoded here. Convert the image to another one, then try again.",
    )


class VideoExtraMissing(SetAside):
    """The instance is a video, and the optional library that decodes and codes video is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a video. Videos need an optional part that is not installed: pip install redactor[video].",
    )


class StereoVideo(UnsupportedTransferSyntax):
    """The instance is a video of two views in one stream; of these the library decodes the first only."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This video holds two views in one stream (stereo), and only the first can be decoded here. "
        "What nobody can see can't be hidden, so nothing was written; export it as one video a view.",
    )


class InterlacedVideo(SetAside):
    """The frames of a video are made of fields in a way that can't be kept."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The frames of this video are interlaced in a way that can't be kept, so nothing was written. "
        "Export it progressive from its source, then try again.",
    )


class InvalidImageAttribute(SetAside):
    """An attribute of the Image Pixel Module is missing or makes no sense."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attribute {keyword} is missing or not valid, so the pixels can't be trusted. Fetch the image again.",
    )


class WrongPixelDataLength(SetAside):
    """Pixel Data is shorter than rows, columns and frames demand."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Pixel Data holds {actual} bytes where {expected} are needed. The image is damaged; fetch it again.",
    )


class BrokenEncapsulation(SetAside):
    """Fragments or offsets of compressed Pixel Data contradict one another."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The compressed frames are not stored correctly (at frame {frame}). Fetch the image again."
    )


class BrokenCodeStream(SetAside):
    """A compressed frame contradicts itself or the header."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The code stream of frame {frame} is damaged or does not fit the header. Fetch the image again."
    )


class IncompleteFrame(SetAside):
    """A compressed frame ends before its picture does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Frame {frame} is cut off: a part of its picture is missing. Nothing was written; fetch the image again.",
    )


class CannotEncode(SetAside):
    """An encoder refused a frame."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Frame {frame} can't be coded again ({uid}). Nothing was written for this image; convert it first."
    )


class UndecodableFrame(SetAside):
    """A decoder refused a frame."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Frame {frame} can't be decoded ({uid}). It can't be checked, so nothing was written; fetch it again.",
    )


class UnreadableAttributes(SetAside):
    """The data set cannot be walked to its end."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attributes of this file can't be read to the end (near {path}). Nothing was written for it.",
    )


class UndefinedSopClass(SetAside):
    """The SOP Class is private, or younger than the tables: what identifies in it, and what it requires, is unknown."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a private or unknown kind of instance (SOP Class), for which the DICOM Standard defines no "
        "de-identification. Nothing was written; export it as a standard kind from its source.",
    )


class BurnedInTextNotAllowed(SetAside):
    """Text was found in an image of a kind that may not have any, and nobody looked at what is left."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Text was found in this image, and this kind of image must state that it has none. Nobody has checked what is "
        "left, so nothing was written; review the image, then export it.",
    )


class TwoPatients(SetAside):
    """One series names more than one patient."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "One series holds images of {count} patients. Split it by patient at its source, then open it again.",
    )


class PictureOnly(SetAside):
    """A picture can be looked at, but has no attributes to de-identify."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A picture can be looked at and searched, but not exported as a DICOM instance. It was left out.",
    )


class PlanDoesNotFit(SetAside):
    """A plan was made for an image of another size."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The saved mask does not fit this image of {rows} × {columns} with {frames} frames. "
        "It is never scaled; draw one for this size.",
    )


class NoFrameLeft(SetAside):
    """A plan drops every frame of an image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Every frame of this image is to be left out, so nothing was written for it. "
        "Keep a frame, or leave out the whole image.",
    )


class FramesCannotBeDropped(SetAside):
    """Something in the instance counts on every frame being there, and can't follow."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Single frames can't be left out of this image: {keyword} could not be kept right. "
        "Hide what they show instead.",
    )


class DecisionRefused(SetAside):
    """A decision would keep what identifies, or remove what the image needs."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attribute {path} can't be kept or removed as decided: it identifies, or the image needs it. "
        "Nothing was written; take the decision back.",
    )


class DetectorFailed(SetAside):
    """A detector broke off, so nobody looked at the whole image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The search {detector} broke off on this image, so its proposals are not complete. Mask it by hand.",
    )


class TooLarge(SetAside):
    """Native Pixel Data can't be longer than its 32-bit length allows."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The decoded image would not fit into one instance (4 GB). Split it at its source, then try again.",
    )


class NoDeclaredRange(SetAside):
    """Noise was asked for stored values of which nothing says how far apart they may lie."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This image has no declared range of stored values of up to 32 bits, so noise could promise nothing. "
        "No copy with noise was made.",
    )


class NoTemplate(SetAside):
    """No template is for images of this kind."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "No mask template is for images of this kind. Nothing was written for it; draw a mask on one of them and save "
        "it as a template.",
    )


class TemplateOtherSize(SetAside):
    """A template is for this device, but for images of another size."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A mask template is for this device, but not for images of {rows} × {columns}. It is never scaled; "
        "draw one for this size.",
    )


class SeveralTemplates(SetAside):
    """More than one template is for an image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "More than one mask template ({count}) is for images of this kind. Nothing was written. "
        "Name one of them only, or make their rules narrower.",
    )


class NotForTemplates(SetAside):
    """Templates are for images, and this is none."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is not an image of one size, and mask templates are for such images. It was left out; "
        "work on it by itself.",
    )


class UncoveredText(SetAside):
    """A result shows text that its mask does not cover."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Text was found outside the mask at {count} places, so nothing was written for this image. "
        "Look at it, and draw a mask that covers them.",
    )


class TimedOut(SetAside):
    """One file took longer than is allowed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file took longer than {seconds} seconds and was stopped. Nothing was written for it; "
        "work on it by itself, or allow more time.",
    )


class WorkerEnded(SetAside):
    """The process that worked on a file ended, more than once."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The worker process ended while it worked on this file, {count} times. Nothing was written for it; the file "
        "may be damaged, or need more memory than is allowed.",
    )


class SegExtraMissing(SetAside):
    """A mask is to be written as DICOM SEG, and the optional library for it is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Masks can't be written as DICOM SEG here. That needs an optional part: pip install redactor[seg].",
    )


class MaskNotRebuilt(SetAside):
    """A result does not tell which pixels are hidden in it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The mask of this image can't be written as DICOM SEG. Nothing was written for it; leave out the masks, and "
        "use the edit record instead.",
    )


class DiskFull(SetAside):
    """The output could not be written for want of room."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk is full. Finished files are safe, this one was not written. Free some space and try again.",
    )


class CannotWrite(SetAside):
    """The output could not be written for another reason."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The output can't be written ({reason}). Finished files are safe. Choose another folder and try again.",
    )


class NotAResult(SetAside):
    """A teaching case is made from written results alone, each beside its own edit record."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is no result of this program, or its edit record is missing or of another file. It was left out; "
        "de-identify the image first, and keep file and record together.",
    )


class NothingReleased(SetAside):
    """DICOM files can't be stamped as drafts, so only released ones leave."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Not every image of this case is released, and no draft stamp can be put on DICOM files. "
        "This format was left out; have the images released, then export again.",
    )


class TeachingExtraMissing(SetAside):
    """An optional package that a teaching format needs is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This format needs the optional package {package}, which is not installed. It was left out; "
        "install redactor[{extra}], or choose another format.",
    )


class NothingToShow(SetAside):
    """A format has nothing to hold, such as a film of a case without a cine."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "No image of this case fits this format (stills, or several frames). It was left out."
    )


class CannotEncodePicture(SetAside):
    """A picture could not be written in a format."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "A picture can't be written in this format. It was left out; choose another format."
    )


# --- outputs that failed their check
# -------------------------------------------------------------------------


class CheckFailed(RedactorError):
    """The written bytes are not what they should be. The output is not kept."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The written file failed its check ({check}). It was not kept.")


class IdentifierInPackage(CheckFailed):
    """A finished package holds a word of the patient, or a hiding place that nothing may use."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The finished package holds what it must not ({check}, in {place}). It was not kept with the others: "
        "it lies in the local folder, under quarantine.",
    )


# --- usage and configuration
# ---------------------------------------------------------------------------------


class UsageError(RedactorError):
    """The person asked for something that can't be done as asked."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be done as asked. See `redactor --help`.")


class OutputNotEmpty(UsageError):
    """The output folder holds something that is not of this project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The output folder is not empty. Nothing was written. Choose an empty folder or a new name."
    )


class OutputIsVolumeRoot(UsageError):
    """The output folder is the root of a volume."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The output folder is the root of a volume. Nothing was written. Choose a folder inside it."
    )


class OutputInsideInput(UsageError):
    """The output folder lies inside a source folder, or holds one."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The output folder and a source folder lie inside one another. Nothing was written. Choose another place.",
    )


class NoInput(UsageError):
    """None of the paths leads to a file."""

    sentence = QT_TRANSLATE_NOOP("Errors", "There is no file at the places named. Check the paths and try again.")


class UnknownPlugin(UsageError):
    """A name that no plug-in has."""

    sentence = QT_TRANSLATE_NOOP("Errors", "There is no {point} named {name}. Known: {known}.")


class InvalidOption(UsageError):
    """A value that an option can't take."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The option {name} can't take that value. Allowed: {allowed}.")


class InvalidDocument(UsageError):
    """A plan, template, case or record that does not follow its schema."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The document is not valid at {where}: {problem}. Nothing was read from it.")


class IdentifierInText(UsageError):
    """What an author wrote may identify somebody."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "What was written may identify somebody: {places}. Nothing was exported. Rewrite these places; a word that "
        "names nobody can be confirmed in the case.",
    )


class NoTraceLedger(UsageError):
    """No export with trace marks is known at the places named."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "No export with a trace mark was kept at these places. Name the output folder of an export, "
        "whose local folder stands beside it.",
    )


class InvalidProfile(UsageError):
    """A profile file that does not follow its schema, or asks for what no profile may."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The profile {file} is not valid at line {line} (field {field}): {problem}. Nothing was read from it.",
    )


class OtherProfile(UsageError):
    """A project is opened with another profile than the one it was made with."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This project works with the profile {own}, not with {asked}. One project keeps one profile; "
        "make a new project for the other.",
    )


class TemplateNotClean(UsageError):
    """A template holds something of a patient, or of one image."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be a mask template: {problem}. Nothing was saved.")


class NoSuchTemplate(UsageError):
    """The library has no template of a name, or none in use."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The template {name} is not in the library, or no version of it is in use. Nothing was written. "
        "See `redactor template list`.",
    )


class TemplateNotTested(UsageError):
    """A template is to be used that was not tested on files."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The template {name} has not passed a test on files in this version. It was not put in use; "
        "run `redactor template test` first.",
    )


class OtherRun(UsageError):
    """A run is to be resumed with something else than what it began with."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The run in this folder began with other sources, templates or settings. Nothing was written. "
        "Resume it with the same ones, or choose a new folder.",
    )


class WorkersFail(UsageError):
    """Worker processes end before they can work."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Worker processes end before they can work. Finished files are safe. Allow them more memory, then resume.",
    )


class ClusterExtraMissing(UsageError):
    """A cluster was named, and the optional library for it is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Work can't be given to a Dask cluster here. That needs an optional part: pip install redactor[cluster].",
    )


class ClusterUnreachable(UsageError):
    """There is no Dask scheduler at an address, or it has gone."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The Dask scheduler can't be reached, or has no workers. Finished files are safe. "
        "Check the address and the cluster, then resume.",
    )


class ClusterNeedsKeyFile(UsageError):
    """Workers elsewhere can't open the key of the project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept where workers on other computers can't have it, and it is never sent. "
        "Nothing was written. Use a project whose key is in its folder, on storage that all workers share.",
    )


class ObscuringRefused(UsageError):
    """Mosaic or blur was asked for an identifier."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Mosaic and blur can be reversed for text, so they are refused for identifiers. Use solid fill.",
    )


class KeyUnavailable(UsageError):
    """The key of a project is in a key store that does not give it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept in the key store of the user who made it, and can't be had here. "
        "Nothing was written. Unlock the key store, or work on that computer as that user.",
    )


class PassphraseNeeded(UsageError):
    """The key of a project is kept under a passphrase, and nobody can be asked."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept under a passphrase. Nothing was written. Give it with --passphrase-file.",
    )


class WrongPassphrase(UsageError):
    """A passphrase does not open the key of a project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The passphrase does not open this project. Nothing was written. Check it and try again."
    )


class NoProject(UsageError):
    """There is no project in a folder."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is no project in this folder. Nothing was written. Make one with `redactor project new`."
    )


class ProjectExists(UsageError):
    """A new project was asked for where there is one."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is a project in this folder already. Nothing was written. Choose another folder."
    )


class ProjectDestroyed(UsageError):
    """The map and the keys of a project were destroyed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The map and the keys of this project were destroyed, so its names can't be continued. "
        "Nothing was written. Use a new project and a new output folder.",
    )


class ProjectBusy(UsageError):
    """Another run is writing the map of a project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Another run is using this project. Nothing was written. Wait until it has ended, then try again."
    )


class DamagedMap(UsageError):
    """The linkage map was changed, or belongs to another key."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The linkage map is damaged or was changed (at part {part}), or it belongs to another project. "
        "Nothing was written. Put it back from a backup, or use a new project.",
    )


class NotConfirmed(UsageError):
    """Something that can't be undone was not confirmed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This can't be undone and was not confirmed. Nothing was destroyed. Confirm it, or add --yes."
    )


# --- review
# --------------------------------------------------------------------------------------------------


class ReviewRefused(RedactorError):
    """A series can't take the next step on its way out."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be done with the series now. Nothing has changed.")


class ReviewNotReady(ReviewRefused):
    """Something that a person must look at was not looked at yet."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This series is not ready to be marked as reviewed: {count} things are open. Go to the next one."
    )


class NotReviewed(ReviewRefused):
    """Nobody vouches for the series as it is now."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This series is not reviewed, or it changed after its review. It was not released; review it again.",
    )


class SamePerson(ReviewRefused):
    """The reviewer can't approve where the policy asks for two persons."""

    sentence = QT_TRANSLATE_NOOP("Errors", "You reviewed this case. Another person must approve it.")


class ApprovalDoesNotFit(ReviewRefused):
    """An approval was given for another result."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The approval belongs to another result than the one that was written. It was not released; approve it again.",
    )


# --- settings that can't be used
# -----------------------------------------------------------------------------


class SettingsProblem(UsageError):
    """Something in a file of settings can't be used. The program goes on without it, and says so."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Something in the settings can't be used. The program goes on with safe values; mend the file."
    )


class UnreadableSettings(SettingsProblem):
    """A file of settings is no TOML, or can't be read."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The settings in {file} can't be read ({reason}). The strictest policies hold, and defaults for all else. "
        "Mend the file and start again.",
    )


class UnknownSetting(SettingsProblem):
    """A file of settings has a name that means nothing here."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is no setting {key}, which {file} sets. It changes nothing. Allowed there: {allowed}."
    )


class InvalidSetting(SettingsProblem):
    """A file of settings gives a value of the wrong type or outside what is allowed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The setting {key} in {file} can't have that value. Allowed: {allowed}. Used instead: {used}."
    )


# --- the journal of edits
# ------------------------------------------------------------------------------------


class JournalError(RedactorError):
    """The journal of edits can't do its work; nothing of it was deleted."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The journal of edits can't be used. Nothing in it was changed.")


class JournalTooNew(JournalError):
    """A newer version of the program wrote the journal."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "These edits were saved by a newer version of the program (journal schema {found}, known here: {known}). "
        "Nothing was changed. Restore them with that version.",
    )


class JournalBusy(JournalError):
    """Another window has the journal."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "These edits are open in another window. Nothing was changed. Continue there, or close it first."
    )


class JournalDamaged(JournalError):
    """The journal can't be read, or belongs to another key."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "These saved edits are damaged, or their key is another one. They can't be restored; originals are unchanged. "
        "Open the images again and repeat the edits.",
    )


class JournalOfOthers(JournalError):
    """The images are no longer those that were edited."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The images changed since these edits were saved, so the edits don't fit. They were not restored; "
        "look at the images anew.",
    )


# --- a broken installation
# -----------------------------------------------------------------------------------


class BrokenInstallation(RedactorError):
    """The program itself is not whole."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The program is not complete. Install it again.")


class MissingResource(BrokenInstallation):
    """A file that ships with the program is not there."""

    sentence = QT_TRANSLATE_NOOP("Errors", "A part of the program is missing ({name}). Install it again.")


class BrokenPlugin(BrokenInstallation):
    """A plug-in folder is empty, or a module in it is not a plug-in."""

    sentence = QT_TRANSLATE_NOOP("Errors", "A plug-in of the program is broken ({name}). Install it again.")
