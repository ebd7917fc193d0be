import {_t} from "@web/core/l10n/translation";
import {markup} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const openPage = (name, content) => ({
    trigger: `.o_notebook_headers a[name='${name}']`,
    content,
    tooltipPosition: "bottom",
    run: "click",
});

const answer = (field, value, content) => ({
    trigger: `.o_field_widget[name='${field}'] .o_selection_badge[value='"${value}"']`,
    content,
    tooltipPosition: "bottom",
    run: "click",
});

const FORM = ".o_lead_opportunity_form";

/** The first steps of a new salesperson; works in every language and on an empty pipeline. */
registry.category("web_tour.tours").add("dosmart_crm_tour", {
    url: "/odoo",
    steps: () => [
        ...stepUtils.goToAppSteps(
            "crm.crm_menu_root",
            markup(_t("Whom do you visit next? Let's open your <b>pipeline</b>."))
        ),
        {
            isActive: ["auto"],
            trigger: ".o_opportunity_kanban .o_kanban_group",
        },
        {
            trigger: ".o_opportunity_kanban .o-kanban-button-new",
            content: markup(_t("Add <b>somebody you want as a client</b>.")),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".o_kanban_quick_create .o_field_widget[name='name'] input",
            content: _t("Say in a few words what they need, such as “Cameras for the shop”."),
            tooltipPosition: "right",
            run: "edit Cámaras para la tienda",
        },
        {
            trigger: ".o_kanban_quick_create .o_kanban_edit",
            content: markup(_t("<b>Open it</b>: there is more to know about this client.")),
            tooltipPosition: "bottom",
            run: "click",
        },
        openPage(
            "client_sheet",
            markup(_t("What you learn in the visit goes on the <b>Client Sheet</b>."))
        ),
        answer("need_level", "high", _t("How much do they need you? Here, a lot.")),
        answer("payment_preference", "financing", _t("They would rather pay month by month.")),
        answer("attracted", "yes", _t("And they like what you offer. That is all it takes.")),
        {
            trigger: ".o_form_button_save",
            content: markup(_t("<b>Save</b>, and see what follows from it.")),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: `${FORM} button[name='action_accept_status']`,
            content: markup(
                _t(
                    "From your answers follows a <b>status</b>, with the reason beside it. Accept it, or choose another whenever you know better."
                )
            ),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            isActive: ["auto"],
            trigger: `${FORM} .o_field_widget[name='client_status_id']:visible`,
        },
        openPage("offers", markup(_t("See which <b>Offers</b> this client has earned."))),
        {
            trigger: `${FORM} .o_offer_board .o_offer_put`,
            content: markup(
                _t(
                    "Each offer says why it is for this client, or why not. <b>Put one on the table</b>: tell the client about it."
                )
            ),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            isActive: ["auto"],
            trigger: `${FORM} .o_offer_board .o_offer_accept`,
        },
    ],
});
