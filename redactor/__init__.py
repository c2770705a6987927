"""De-identify medical images: propose, adjust, export, prove."""

__version__ = "0.1.0"
