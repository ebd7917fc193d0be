# What is extended comes first.
# isort: skip_file
from . import call_log
from . import call_request
from . import call_start
from . import complaint_hearing
from . import complaint_move
from . import handover
from . import identity_erasure
from . import lead_lost
from . import next_contact
from . import offer_approval_decision
from . import offer_refusal
from . import request_alternative
from . import rfc_confirmation
from . import stage_move
from . import status_change
from . import satisfaction_ask
from . import program_preview
from . import touchpoint_outcome
from . import service_booking
from . import contact_ask
