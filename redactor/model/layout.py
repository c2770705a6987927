"""A device layout: where the images of one kind of device carry their banner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redactor.model.geometry import Bounds
    from redactor.model.image import DeviceKey


@dataclass(frozen=True)
class Layout:
    """Rectangles, and the images that they are for: all that is given must fit.

    Attributes
    ----------
    manufacturer, manufacturer_model_name
        Contained in the attribute of that name, in any case of letters; empty fits all.
    modality, sop_class_uid
        Equal to the attribute; empty fits all.
    rows, columns
        Of the image; 0 fits all.
    image_type
        Each of them contained in a value of Image Type (0008,0008).
    rectangles
        In pixels of the image; what reaches beyond it is cut off.
    unchecked
        Keywords of further conditions that its source states and nobody checks here: the layout fits more images than
        was meant, so its rectangles are asked about.
    """

    id: str
    rectangles: tuple[Bounds, ...]
    manufacturer: str = ""
    manufacturer_model_name: str = ""
    modality: str = ""
    sop_class_uid: str = ""
    rows: int = 0
    columns: int = 0
    image_type: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def is_specific(self) -> bool:
        """True if more than the modality decides."""
        names = (self.manufacturer, self.manufacturer_model_name, self.sop_class_uid)
        return any((*names, self.rows, self.columns, self.image_type))

    def fits(self, device: DeviceKey, image_type: tuple[str, ...]) -> bool:
        """Say whether an image of this device, with these values of Image Type, has the layout."""
        values = [value.casefold() for value in image_type]
        return (
            self.manufacturer.casefold() in device.manufacturer.casefold()
            and self.manufacturer_model_name.casefold() in device.manufacturer_model_name.casefold()
            and self.modality in {"", device.modality}
            and self.sop_class_uid in {"", device.sop_class_uid}
            and self.rows in {0, device.rows}
            and self.columns in {0, device.columns}
            and all(any(word.casefold() in value for value in values) for word in self.image_type)
        )
