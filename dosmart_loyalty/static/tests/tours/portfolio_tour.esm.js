import {registry} from "@web/core/registry";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});
const cell = (segment, line) => `.o_matrix_cell[aria-label^='${segment}, ${line}: ']`;

/** A manager makes a product line a target of a segment, with one click. */
registry.category("web_tour.tours").add("dosmart_loyalty_segment_grid", {
    url: "/odoo/action-dosmart_loyalty.segment_grid_action",
    steps: () => [
        sees("Guards are a target", `${cell("Production", "Guards")}[data-state='target']`),
        clicks("Alarms are not yet", `${cell("Production", "Alarms")}[data-state='off']`),
        sees("Now they are", `${cell("Production", "Alarms")}[data-state='target']`),
        clicks("Open the segment", ".o_matrix_heading:contains('Production')"),
        sees("It says the same", ".o_field_widget[name='line_ids']:contains('Alarms')"),
    ],
});

const row = (line) => `.o_data_row:contains('Factory'):contains('${line}')`;

/** A salesperson works the gap list: one line is planned, the other put on the table. */
registry.category("web_tour.tours").add("dosmart_loyalty_gap_list", {
    url: "/odoo/gap-list",
    steps: () => [
        clicks("Plan guards", `${row("Guards")} button[name='action_plan']`),
        sees("It is planned", ".o_notification:contains('1 planned')"),
        clicks("Alarms on the table", `${row("Alarms")} button[name='action_put_on_table']`),
        sees("They are", `${row("Alarms")}:contains('On the Table')`),
        clicks("Open the client", `${row("Guards")} td[name='partner_id']`),
        sees("The activity is there", ".o-mail-Activity:contains('Offer Guards')"),
    ],
});
