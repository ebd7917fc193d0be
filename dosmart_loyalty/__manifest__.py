{
    "name": "DOSmart Loyalty",
    "summary": "What each client is worth: RFM, ABC, XYZ and life cycle, with the reason beside it",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "DOSmart",
    "license": "LGPL-3",
    "depends": [
        "dosmart_crm",
        "sale_loyalty",
    ],
    "data": [
        "security/ir.model.access.csv",
        "security/value_rules.xml",
        # value
        "data/value/ir_cron.xml",
        "data/value/value_rule.xml",
        "views/dosmart_loyalty_menus.xml",
        "wizard/client_closing_views.xml",
        "views/value/client_value_views.xml",
        "views/value/client_value_history_views.xml",
        "views/value/value_rule_views.xml",
        "views/value/value_policy_views.xml",
        "views/value/res_partner_views.xml",
        "views/value/value_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["dosmart_loyalty/static/src/**/*"],
        "web.assets_tests": ["dosmart_loyalty/static/tests/tours/**/*"],
    },
    "post_init_hook": "post_init_hook",
}
