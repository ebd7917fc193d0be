# What others extend comes first.
# isort: skip_file
from . import res_company
from . import complaint_team
from . import complaint_stage
from . import complaint_cause
from . import complaint
from . import complaint_number
from . import complaint_client
from . import complaint_action
from . import complaint_clock
from . import complaint_promise
from . import complaint_watch
from . import complaint_why
from . import complaint_confirmation
from . import complaint_gate
from . import complaint_check
from . import complaint_message
from . import res_partner
from . import merge_partner
from . import complaint_compensation
from . import complaint_management
from . import complaint_sender
from . import complaint_email
from . import complaint_portal
from . import complaint_form
from . import visit
from . import status_rule
