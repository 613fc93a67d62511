from portcullis.casework.models.decision import Decision, SecondReading
from portcullis.casework.models.event import PlatformEvent
from portcullis.casework.models.item import Acknowledgement, Addressing, Item

__all__ = ["Acknowledgement", "Addressing", "Decision", "Item", "PlatformEvent", "SecondReading"]
