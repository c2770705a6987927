"""What a detector found becomes a region that a person decides about."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from redactor.model.finding import proposed_region
from redactor.model.image import PixelFormat
from redactor.model.mask import rasterize
from redactor.model.plan import RedactionPlan, require_fit
from redactor.model.region import ALL, Effect, Kind, Origin, Status
from tests.strategies import CHEAP, findings


def is_zone(finding):
    """Say whether a finding is text that may be uncovered; a kept banner or screen is only listed."""
    return finding.suggestion == "keep" and finding.kind is Kind.BURNED_IN_TEXT


def zone(finding):
    """Give the region of a finding, as one of harmless text."""
    kept = replace(finding, suggestion="keep", kind=Kind.BURNED_IN_TEXT)
    return proposed_region(kept, region_id="f1", detector="text@3")


PIXELS = PixelFormat(rows=6, columns=8, number_of_frames=2)


@CHEAP
@given(findings(PIXELS), st.one_of(st.none(), st.just("3f")))
def test_a_region_says_what_the_finding_said_and_who_found_it(finding, instance):
    region = proposed_region(finding, region_id="f1", detector="text@3", instance=instance)
    for name in ("shape", "kind", "confidence", "header_match", "reason"):
        assert getattr(region, name) == getattr(finding, name)
    assert region.id == "f1"
    assert region.origin == Origin("detector", "text@3")
    assert region.scope.frames == finding.frames
    assert region.scope.instances == (ALL if instance is None else ("3f",))
    assert region.effect is (Effect.PROTECT if is_zone(finding) else Effect.HIDE)
    assert region.style is None


@CHEAP
@given(findings(PIXELS))
def test_a_finding_hides_until_someone_rejects_it_unless_it_is_harmless(finding):
    region = proposed_region(finding, region_id="f1", detector="text@3")
    plan = RedactionPlan((region,))
    require_fit(plan, PIXELS)
    hides = any(rasterize(plan, frame, PIXELS).any() for frame in (1, 2))
    assert hides == (finding.suggestion in {"hide", "ask"})
    listed_only = finding.suggestion == "keep" and not is_zone(finding)
    assert region.status is (Status.REJECTED if listed_only else Status.PROPOSED)


@CHEAP
@given(findings(PIXELS), findings(PIXELS), st.sampled_from([Status.PROPOSED, Status.ACCEPTED]))
def test_a_harmless_finding_never_uncovers_a_header_match(finding, other, status):
    harmless = proposed_region(
        replace(finding, suggestion="keep", kind=Kind.BURNED_IN_TEXT), region_id="f1", detector="text@3"
    ).decided(status)
    known = proposed_region(replace(other, suggestion="hide", header_match=True), region_id="f2", detector="text@3")
    for frame in (1, 2):
        alone = rasterize(RedactionPlan((known,)), frame, PIXELS)
        assert (rasterize(RedactionPlan((known, harmless)), frame, PIXELS) == alone).all()


@CHEAP
@given(findings(PIXELS), findings(PIXELS))
def test_a_harmless_finding_changes_no_pixel_until_it_is_accepted(finding, other):
    harmless = proposed_region(
        replace(finding, suggestion="keep", kind=Kind.BURNED_IN_TEXT), region_id="f1", detector="text@3"
    )
    hide = proposed_region(replace(other, suggestion="hide"), region_id="f2", detector="text@3")
    for frame in (1, 2):
        alone = rasterize(RedactionPlan((hide,)), frame, PIXELS)
        assert (rasterize(RedactionPlan((hide, harmless)), frame, PIXELS) == alone).all()
