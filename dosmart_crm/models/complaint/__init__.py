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
from . import res_partner
from . import merge_partner
