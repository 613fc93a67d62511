"""The trained model behind core's Classifier protocol. It only reads weights: no network, no pickle, no training."""

from portcullis.detector.contract import contract
from portcullis.detector.files import load

__all__ = ["contract", "load"]
