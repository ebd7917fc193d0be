from . import call_log
from . import identity_erasure
from . import offer_approval_decision
from . import offer_refusal
from . import rfc_confirmation
from . import stage_move
from . import status_change
