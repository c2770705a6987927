"""Templates from what other programs know of devices: scripts of RSNA CTP, recipes of pydicom/deid.

Such files hide rectangles where conditions hold. An entry becomes a template only if a template can ask for all of its
conditions: one that hid on other images, too, would be another mask than the one that was meant. Whether coordinates
mean what they seem to is seen when the template is tested on files, without which it is not put in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.errors import InvalidDocument, TemplateNotClean, Unreadable, reason_of
from redactor.model.geometry import Rectangle
from redactor.model.plan import RedactionPlan
from redactor.model.region import Kind, Region
from redactor.model.template import MatchRule, Words, template_of
from redactor.workflow.ctp_script import read_script
from redactor.workflow.deid_recipe import read_recipe
from redactor.workflow.templates import read_template

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.layout import Layout
    from redactor.model.template import MaskTemplate


@dataclass(frozen=True)
class ImportedTemplates:
    """What was read, and line and reason of each entry that is no template."""

    templates: tuple[MaskTemplate, ...]
    left_out: tuple[tuple[int, str], ...] = ()


def import_templates(file: Path, *, rows: int = 0, columns: int = 0) -> ImportedTemplates:
    """Read a template, a CTP script or a deid recipe, told apart by what they hold.

    Parameters
    ----------
    rows, columns
        The size of the images, for entries that name none.

    Raises
    ------
    InvalidDocument
        Naming the line and what is wrong.
    Unreadable
        If the file system refuses.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except ValueError:
        raise InvalidDocument(where="the file", problem="a text in UTF-8 is needed") from None
    start = text.lstrip()
    if start.startswith("{") and '"schema"' in start[:200]:
        return ImportedTemplates((read_template(file),))
    is_recipe = any(line.strip().lower().startswith(("format ", "%filter", "label ")) for line in text.splitlines())
    found = read_recipe(text) if is_recipe else read_script(text)
    templates: list[MaskTemplate] = []
    left_out = list(found.left_out)
    for layout in found.layouts:
        line = int(layout.id.split("_")[2])
        try:
            templates.append(_template(layout, rows, columns))
        except TemplateNotClean as error:
            left_out.append((line, str(error.facts["problem"])))
    return ImportedTemplates(tuple(templates), tuple(sorted(left_out)))


def _template(layout: Layout, rows: int, columns: int) -> MaskTemplate:
    if layout.unchecked:
        raise TemplateNotClean(problem=f"it also asks for {', '.join(layout.unchecked)}, which no template can")
    tall, wide = layout.rows or rows, layout.columns or columns
    if not tall or not wide:
        raise TemplateNotClean(problem="it names no size of images; give --rows and --columns")
    boxes = [box.clipped(rows=tall, columns=wide) if box.columns >= 1 << 16 else box for box in layout.rectangles]
    regions = tuple(
        Region(f"r{number}", Rectangle(box.column, box.row, box.columns, box.rows), kind=Kind.DEVICE_LAYOUT)
        for number, box in enumerate(boxes, 1)
    )
    match = MatchRule(
        tall,
        wide,
        modality=layout.modality,
        manufacturer=Words(layout.manufacturer, contains=bool(layout.manufacturer)),
        manufacturer_model_name=Words(layout.manufacturer_model_name, contains=bool(layout.manufacturer_model_name)),
        sop_class_uid=layout.sop_class_uid,
        image_type=layout.image_type,
    )
    name = f"{layout.manufacturer} {layout.manufacturer_model_name}".strip() or layout.modality or layout.id
    return template_of(f"{name} {wide}×{tall} ({layout.id})", match, RedactionPlan(regions))
