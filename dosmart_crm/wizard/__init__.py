from . import offer_refusal
from . import status_change
