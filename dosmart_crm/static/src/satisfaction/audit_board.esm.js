import {Component} from "@odoo/owl";
import {RadarChart} from "./radar_chart.esm";
import {_t} from "@web/core/l10n/translation";
import {markTone} from "./satisfaction_answers.esm";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const WIDTH = 360;
const HEIGHT = 120;
const MARGIN = 20;
const BEST = 5;

/**
 * A service audit as a radar, beside the one before, and the trend of their averages.
 */
export class AuditBoard extends Component {
    static template = "dosmart_crm.AuditBoard";
    static components = {RadarChart};
    static props = {...standardFieldProps};

    setup() {
        this.markTone = markTone;
        this.width = WIDTH;
        this.height = HEIGHT;
    }

    get board() {
        return this.props.record.data[this.props.name] || {factors: [], series: [], trend: []};
    }

    get hasMarks() {
        return this.board.series.some(({marks}) => marks.some(Boolean));
    }

    /** The points of the trend, from left to right; 1 is at the bottom, 5 at the top. */
    get points() {
        const {trend} = this.board;
        const step = (WIDTH - 2 * MARGIN) / Math.max(trend.length - 1, 1);
        return trend.map(({day, mark}, index) => ({
            day,
            mark,
            x: MARGIN + step * index,
            y: HEIGHT - MARGIN - ((mark - 1) / (BEST - 1)) * (HEIGHT - 2 * MARGIN),
        }));
    }

    get line() {
        return this.points.map(({x, y}) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    }
}

registry.category("fields").add("audit_board", {
    component: AuditBoard,
    displayName: _t("Radar and Trend"),
    supportedTypes: ["json"],
});
