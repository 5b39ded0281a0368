"""What a resolution does, in the words councils use."""

from django.db import models


class Outcome(models.TextChoices):
    """One of the things a resolution does; a resolution has a set of them."""

    NOTED = "noted", "Noted"
    RECEIVED = "received", "Received"
    APPROVED = "approved", "Approved"
    AGREED = "agreed", "Agreed"
    ENDORSED = "endorsed", "Endorsed"
    RECOMMENDED = "recommended", "Recommended"
    REFERRED = "referred", "Referred"
    REQUESTED = "requested", "Requested"
    REVIEWED = "reviewed", "To be reviewed"
    DELEGATED = "delegated", "Delegated"
    APPOINTED = "appointed", "Appointed"
    ESTABLISHED = "established", "Established"
    DEFERRED = "deferred", "Deferred"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REJECTED = "rejected", "Rejected"
    NO_FURTHER_ACTION = "no further action", "No further action"
    MINUTES_APPROVED = "minutes approved", "Minutes approved"
    MINUTES_CORRECTED = "minutes corrected", "Minutes corrected"
    PUBLIC_EXCLUDED = "public excluded", "Public excluded"
    CALL_IN_UPHELD = "call-in upheld", "Call-in upheld"
    CALL_IN_NOT_UPHELD = "call-in not upheld", "Call-in not upheld"
    REFERRED_BACK = "referred back", "Referred back"
    REFERRED_TO_COUNCIL = "referred to council", "Referred to Council"
    DISCUSSED_ONLY = "discussed only", "Discussed only"
