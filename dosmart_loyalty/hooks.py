"""What runs around the installation."""


def post_init_hook(env):
    """Give every company its policy, and value its clients as soon as the server is up."""
    env["res.company"].search([])._create_value_policies()
    env.ref("dosmart_loyalty.value_policy_cron")._trigger()
