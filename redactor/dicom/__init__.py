"""DICOM: instances, Pixel Data by frame and Transfer Syntax, the display pipeline, writing."""

import logging
import warnings

from pydicom import config

# pydicom reports odd values by warnings and log lines that quote them: a patient's value could reach a
# terminal. What matters is checked here and raised as an error without values.
config.settings.reading_validation_mode = config.IGNORE
logging.getLogger("pydicom").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module=r"pydicom(\.|$)")
