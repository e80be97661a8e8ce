// SPDX-License-Identifier: Apache-2.0
// Draws the charts of a report. Each <figure class="chart"> has its data as JSON, and a static drawing that stays if
// this does not run.
import * as echarts from 'echarts/core';
import {CustomChart, HeatmapChart, LineChart, ScatterChart} from 'echarts/charts';
import {
  AriaComponent, GridComponent, LegendComponent, LegendScrollComponent, MarkLineComponent, TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';

echarts.use([
  CustomChart, HeatmapChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent,
  LegendScrollComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, SVGRenderer,
]);

const ROW = 26;
const PHONE = 560;
// Okabe and Ito's colours, which people with colour vision deficiency can tell apart.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7f7f7f'];

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const text = value => String(value).replace(/[&<>"]/g, c => escapes[c]);
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function time(ns) {
  for (const [unit, size] of [['s', 1e9], ['ms', 1e6], ['µs', 1e3]]) {
    if (Math.abs(ns) >= size) return `${Number((ns / size).toPrecision(3))} ${unit}`;
  }
  return `${Number(Number(ns).toPrecision(3))} ns`;
}

function axis(more) {
  const line = {lineStyle: {color: css('--line')}};
  return {
    axisLine: line, axisTick: line, splitLine: line, axisLabel: {color: css('--text')}, nameLocation: 'middle',
    nameTextStyle: {color: css('--text')}, ...more,
  };
}

function common(more) {
  return {
    animation: false,
    aria: {enabled: true},
    color: COLOURS,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: css('--text')},
    tooltip: {
      confine: true, backgroundColor: css('--card'), borderColor: css('--line'), textStyle: {color: css('--text')},
    },
    ...more,
  };
}

const legend = {type: 'scroll', top: 0};
const legendColours = () => ({
  ...legend, textStyle: {color: css('--text')}, pageTextStyle: {color: css('--text')},
  pageIconColor: css('--text'), pageIconInactiveColor: css('--line'),
});

// The share p of calls is drawn at -log10(1 - p), so that 90 %, 99 % and 99.9 % are one step apart.
const nines = ['0 %', '90 %', '99 %', '99.9 %', '99.99 %', '99.999 %', '99.9999 %'];

function percentiles(data, {chosen}) {
  const cell = data.cells[chosen];
  return common({
    legend: legendColours(),
    grid: {left: 64, right: 24, top: 40, bottom: 48},
    tooltip: {...common().tooltip, trigger: 'axis', valueFormatter: time,
      axisPointer: {type: 'line', label: {show: false}}},
    xAxis: axis({type: 'value', name: 'percentile', nameGap: 30, min: 0, minInterval: 1,
      max: 'dataMax',
      axisLabel: {color: css('--text'), hideOverlap: true, formatter: v => Number.isInteger(v) ? nines[v] ?? '' : ''}}),
    yAxis: axis({type: 'log', axisLabel: {color: css('--text'), formatter: time}}),
    series: cell.series.map(series => ({
      name: series.name, type: 'line', showSymbol: false, data: series.points,
    })),
  });
}

// From the background to the colour that stands out most from it.
function ramp() {
  const colours = [COLOURS[5], COLOURS[0], '#003a5c'];
  return matchMedia('(prefers-color-scheme: dark)').matches ? colours.reverse() : colours;
}

function heatmap(data, {narrow}) {
  const most = Math.max(1e-9, ...data.values.map(v => v[2]));
  const label = i => `${text(data.y[i[1]])}, ${text(data.x[i[0]])}`;
  // On a phone, long names take two small lines, because their beginnings are often the same.
  const long = data.y.some(name => name.length > 12);
  const left = !narrow ? data.left : long ? 150 : 76;
  const names = narrow && long ? {fontSize: 10, lineHeight: 11, overflow: 'breakAll'} : {overflow: 'truncate'};
  return common({
    grid: {left, right: 16, top: 8, bottom: 84},
    tooltip: {...common().tooltip, formatter: p => `${label(p.value)}<br>${Number(p.value[2].toPrecision(4))} ${text(data.unit)}`},
    xAxis: axis({type: 'category', data: data.x, name: data.xName, nameGap: 26, splitLine: {show: false}}),
    yAxis: axis({type: 'category', data: data.y, name: narrow ? '' : data.yName, nameGap: data.left - 20, inverse: true,
      splitLine: {show: false},
      axisLabel: {color: css('--text'), width: left - (narrow ? 10 : 20), interval: 0, ...names}}),
    visualMap: {min: 0, max: most, text: [`${Number(most.toPrecision(3))} ${data.unit}`, '0'], orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120,
      inRange: {color: [css('--card'), ...ramp()]}, textStyle: {color: css('--text')},
      formatter: v => `${Number(Number(v).toPrecision(2))}`},
    series: [{type: 'heatmap', data: data.values, itemStyle: {borderWidth: 0}}],
  });
}

function whisker(params, api) {
  const [low, row] = api.coord([api.value(0), api.value(3)]);
  const [mid] = api.coord([api.value(1), api.value(3)]);
  const [high] = api.coord([api.value(2), api.value(3)]);
  const style = {stroke: api.visual('color'), lineWidth: 2, fill: api.visual('color')};
  return {
    type: 'group',
    children: [
      {type: 'line', shape: {x1: low, y1: row, x2: high, y2: row}, style},
      {type: 'line', shape: {x1: low, y1: row - 5, x2: low, y2: row + 5}, style},
      {type: 'line', shape: {x1: high, y1: row - 5, x2: high, y2: row + 5}, style},
      {type: 'circle', shape: {cx: mid, cy: row, r: 5}, style},
    ],
  };
}

const decisionColours = () => ({
  slower: css('--bad'), faster: css('--good'), same: COLOURS[0], 'cannot tell': css('--muted'),
});

function forest(data, {narrow}) {
  const percent = v => `${v > 1 ? '+' : ''}${Number(((v - 1) * 100).toPrecision(3))} %`;
  const colours = decisionColours();
  const least = Math.min(0.9, ...data.rows.map(r => Math.max(1 / 16, r.low))) * 0.99;
  const most = Math.max(1.1, ...data.rows.map(r => Math.min(16, r.high))) * 1.01;
  const wide = least < 0.5 || most > 2;
  return common({
    legend: legendColours(),
    grid: {left: narrow ? 110 : data.left, right: 24, top: 34, bottom: 44},
    tooltip: {...common().tooltip, formatter: p => {
      const row = data.rows[p.value[3]];
      return `${text(row.name)}<br>${percent(row.low)} to ${percent(row.high)}, ${text(row.decision)}`;
    }},
    xAxis: axis({type: wide ? 'log' : 'value', logBase: 2, name: 'time of B relative to A', nameGap: 26,
      min: wide ? 2 ** Math.floor(Math.log2(least)) : Math.floor(least * 20) / 20,
      max: wide ? 2 ** Math.ceil(Math.log2(most)) : Math.ceil(most * 20) / 20,
      axisLabel: {color: css('--text'), formatter: percent}}),
    yAxis: axis({type: 'category', data: data.rows.map(r => r.name), inverse: true, splitLine: {show: false},
      axisLabel: {color: css('--text'), width: narrow ? 100 : data.left - 14, overflow: 'truncate', interval: 0}}),
    series: Object.keys(colours).map((decision, i) => ({
      name: decision, type: 'custom', renderItem: whisker, itemStyle: {color: colours[decision]},
      clip: true,
      encode: {x: [0, 1, 2], y: 3},
      data: data.rows.map((r, at) => [r.low, r.mid, r.high, at]).filter((_, at) => data.rows[at].decision === decision),
      markLine: i ? undefined : {silent: true, symbol: 'none', label: {show: false},
        lineStyle: {color: css('--muted')},
        data: [{xAxis: 1}, {xAxis: 1 + data.tolerance}, {xAxis: 1 / (1 + data.tolerance)}]},
    })).filter(series => series.data.length || series.markLine),
  });
}

function kernels(data, {narrow}) {
  return common({
    legend: legendColours(),
    grid: {left: 64, right: 24, top: 40, bottom: narrow ? 110 : 70},
    tooltip: {...common().tooltip, valueFormatter: v => v === undefined || v === null ? '-' : time(v)},
    xAxis: axis({type: 'category', data: data.kernels, splitLine: {show: false},
      axisLabel: {color: css('--text'), rotate: narrow ? 60 : data.kernels.length > 4 ? 25 : 0, width: narrow ? 110 : 190, overflow: 'truncate', interval: 0}}),
    yAxis: axis({type: 'log', name: 'median', nameGap: 50, axisLabel: {color: css('--text'), formatter: time}}),
    series: data.series.map(series => ({
      name: series.name, type: 'line', symbolSize: 8, connectNulls: true, data: series.points,
    })),
  });
}

function timeline(data, {narrow}) {
  const size = narrow ? 9 : 11;
  return common({
    grid: {left: narrow ? 92 : 110, right: 16, top: 30, bottom: 12},
    tooltip: {...common().tooltip, formatter: p => `CPU ${text(data.cpus[p.value[0]])}, ${time(data.events[p.value[1]].ns)}<br>${text(data.events[p.value[1]].text)}`},
    xAxis: axis({type: 'category', position: 'top', data: data.cpus.map(cpu => `CPU ${cpu}`)}),
    yAxis: axis({type: 'category', inverse: true, data: data.events.map(e => `${e.ns.toLocaleString('en')} ns`),
      axisLabel: {color: css('--text'), fontSize: size, interval: 0}}),
    series: [{type: 'scatter', symbolSize: 9,
      data: data.events.map((e, i) => ({
        value: [data.cpus.indexOf(e.cpu), i], itemStyle: {color: e.bad ? css('--bad') : COLOURS[0]},
        label: {show: true, position: 'right', fontSize: size, color: e.bad ? css('--bad') : css('--text'),
          formatter: () => e.text},
      }))}],
  });
}

const kinds = {
  percentiles: {option: percentiles, height: () => 340},
  heatmap: {option: heatmap, height: data => 110 + ROW * Math.max(3, data.y.length)},
  forest: {option: forest, height: data => 84 + ROW * data.rows.length},
  kernels: {option: kernels, height: () => 400},
  timeline: {option: timeline, height: data => 50 + 20 * data.events.length},
};

function setUp(figure) {
  const data = JSON.parse(figure.querySelector('script').textContent);
  const kind = kinds[figure.dataset.kind];
  const place = document.createElement('div');
  place.className = 'drawing';
  place.style.height = `${kind.height(data)}px`;
  let chosen = data.first ?? 0;
  if (data.cells?.length > 1) {
    const label = document.createElement('label');
    const select = document.createElement('select');
    label.append('Cell ', select);
    data.cells.forEach((cell, i) => select.add(new Option(cell.name, i, i === chosen, i === chosen)));
    select.addEventListener('change', () => {
      chosen = Number(select.value);
      draw();
    });
    figure.querySelector('.static').before(label);
  }
  figure.querySelector('.static').replaceWith(place);
  let chart;
  function draw() {
    if (!place.clientWidth) return;
    chart ??= echarts.init(place, null, {renderer: 'svg'});
    chart.setOption(kind.option(data, {chosen, narrow: place.clientWidth < PHONE}), {notMerge: true});
    figure.dataset.drawn = 'true';
  }
  new ResizeObserver(() => {
    chart?.resize();
    draw();
  }).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
}

document.querySelectorAll('figure.chart').forEach(setUp);
document.querySelectorAll('button.copy').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.of).textContent);
    button.textContent = 'copied';
  });
});
