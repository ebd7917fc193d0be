import {Component} from "@odoo/owl";

const SIZE = 360;
const CENTRE = SIZE / 2;
const RADIUS = 108;
const BEST = 5;
const LABEL = 16;

/** The point so far from the centre, in the direction of spoke *index* of *count*. */
function point(index, count, distance) {
    const angle = (2 * Math.PI * index) / count - Math.PI / 2;
    return {
        x: CENTRE + RADIUS * distance * Math.cos(angle),
        y: CENTRE + RADIUS * distance * Math.sin(angle),
    };
}

const toText = (points) => points.map(({x, y}) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/**
 * Marks from 1 to 5 of some factors as a radar; the first series in front. A factor without mark
 * is left out of its line.
 */
export class RadarChart extends Component {
    static template = "dosmart_crm.RadarChart";
    static props = {factors: Array, series: Array};

    setup() {
        this.size = SIZE;
    }

    get rings() {
        const count = this.props.factors.length;
        return [1, 2, 3, 4, 5].map((mark) =>
            toText(this.props.factors.map((_name, index) => point(index, count, mark / BEST)))
        );
    }

    get spokes() {
        const count = this.props.factors.length;
        return this.props.factors.map((name, index) => {
            const label = point(index, count, 1.14);
            const side = Math.abs(label.x - CENTRE) < 8 ? 0 : label.x - CENTRE;
            return {
                name,
                short: name.length > LABEL ? `${name.slice(0, LABEL - 1)}…` : name,
                end: point(index, count, 1),
                label,
                anchor: side === 0 ? "middle" : side > 0 ? "start" : "end",
            };
        });
    }

    get shapes() {
        const count = this.props.factors.length;
        return this.props.series
            .map(({marks}, index) => {
                const points = marks
                    .map((mark, spoke) => mark && point(spoke, count, mark / BEST))
                    .filter(Boolean);
                return {index, points, outline: toText(points)};
            })
            .reverse();
    }

    get centre() {
        return CENTRE;
    }
}
