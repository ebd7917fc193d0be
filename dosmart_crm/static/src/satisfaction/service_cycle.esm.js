import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {markTone} from "./satisfaction_answers.esm";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const SIZE = 520;
const CENTRE = SIZE / 2;
const RING = 190;
const MOMENT = "dosmart.service.moment";

/**
 * The moments of truth on a ring, each with its average mark. A click opens what the mark is made
 * of; the shield plans a preventive action.
 */
export class ServiceCycle extends Component {
    static template = "dosmart_crm.ServiceCycle";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.markTone = markTone;
        this.size = SIZE;
        this.centre = CENTRE;
        this.ring = RING;
        this.state = useState({cycle: {moments: [], months: 0, loose_count: 0}});
        onWillStart(async () => {
            this.state.cycle = await this.orm.call(MOMENT, "get_cycle", []);
        });
    }

    get moments() {
        const {moments} = this.state.cycle;
        return moments.map((moment, index) => {
            const angle = (2 * Math.PI * index) / moments.length - Math.PI / 2;
            const tone = markTone(moment.mark);
            const worst = moment.is_worst ? "o_is_worst" : "";
            return {
                ...moment,
                x: CENTRE + RING * Math.cos(angle),
                y: CENTRE + RING * Math.sin(angle),
                classes: `o_cycle_moment o_cycle_${tone} ${worst}`,
                text: moment.count ? moment.mark.toFixed(1) : "–",
            };
        });
    }

    get intro() {
        return _t(
            "Average marks of the last %s months, from surveys, audits and complaints. The worst " +
                "stand out. Click on a moment to see its marks.",
            this.state.cycle.months
        );
    }

    get looseText() {
        return _t("%s marks belong to no moment yet", this.state.cycle.loose_count);
    }

    title(moment) {
        const {name, count} = moment;
        return count
            ? _t("%(name)s: %(mark)s of 5, from %(count)s marks", {
                  name,
                  count,
                  mark: moment.mark.toFixed(2),
              })
            : _t("%s: no mark yet", name);
    }

    async run(method, moment) {
        const ids = moment ? [moment.id] : [];
        this.action.doAction(await this.orm.call(MOMENT, method, [ids]));
    }

    open(moment) {
        return this.run("action_view_marks", moment);
    }

    prevent(moment) {
        return this.run("action_prevent", moment);
    }

    configure() {
        this.action.doAction("dosmart_crm.service_moment_action");
    }
}

registry.category("actions").add("dosmart_crm.service_cycle", ServiceCycle);
