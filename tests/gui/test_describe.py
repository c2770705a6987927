"""What would become of a file's attributes is told as plain values, and their repr tells no patient's."""

from __future__ import annotations

import pickle

from redactor.gui.tasks import WorkerProcess
from redactor.gui.worker import Refused, describe
from redactor.workflow.describe import Described, describe_file
from redactor.workflow.project import Project
from tests.instances import PATIENT_ID, PATIENT_NAME, ct_slice


def entry(described, path):
    (found,) = [one for one in described.entries if one.path == path]
    return found


def test_old_and_new_values_are_there_and_their_repr_hides_them(tmp_path):
    described = describe_file(ct_slice(tmp_path / "a.dcm", PatientComments="CANARY words"), Project.ephemeral())
    name = entry(described, "(0010,0010)")
    assert PATIENT_NAME.split("^", maxsplit=1)[0] in name.old
    assert PATIENT_NAME not in name.new
    assert name.action
    for secret in (PATIENT_NAME, PATIENT_ID, "CANARY", str(tmp_path)):
        assert secret not in repr(described)
    assert pickle.loads(pickle.dumps(described)) == described  # noqa: S301 - our own


def test_replacements_are_those_that_the_same_project_will_write(tmp_path):
    path, project = ct_slice(tmp_path / "a.dcm"), Project.ephemeral()
    one, two = (entry(describe_file(path, project), "(0020,000D)").new for _ in range(2))
    assert one == two != entry(describe_file(path, Project.ephemeral()), "(0020,000D)").new


def test_a_decision_changes_what_becomes_of_an_attribute(tmp_path):
    path, project = ct_slice(tmp_path / "a.dcm", BodyPartExamined="CHEST"), Project.ephemeral()
    removed = describe(path, project, (("(0018,0015)", "remove"),))
    assert isinstance(removed, Described)
    assert entry(removed, "(0018,0015)").action != entry(describe_file(path, project), "(0018,0015)").action


def test_a_decision_that_is_refused_comes_back_as_its_reason(tmp_path):
    refused = describe(ct_slice(tmp_path / "a.dcm"), Project.ephemeral(), (("(0010,0010)", "keep"),))
    assert isinstance(refused, Refused)
    assert refused.kind == "DecisionRefused"


def test_it_runs_in_a_worker_process(tmp_path):
    worker = WorkerProcess()
    try:
        answer = worker.submit(describe, ct_slice(tmp_path / "a.dcm"), Project.ephemeral()).result(60)
    finally:
        worker.stop()
    assert isinstance(answer, Described)
    assert answer.hidden.trailing_bytes == 0
