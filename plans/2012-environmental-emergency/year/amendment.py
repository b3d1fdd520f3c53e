"""What if the plan had been amended on 1 July? Makes that plan, and the excuses and judgements that only it allows. Nothing of the kind
happened."""

import csv
import datetime
import os
import re

import files
import offices
import periods
import reporter as reporting

NAME = "修订-模拟.duban"
ISSUED = "2012-07-01"
UNITS = "单位-模拟.csv"
MADE_GOOD = "2012-09-06T1500_100000_补练_模拟.csv"
EXCUSES = "2012-10-15T1500_100000_说明_模拟.csv"
JUDGEMENTS = "2012-12-20T1500_100000_评定_模拟.csv"


def changed(text, task, old, new):
    """One clause of one task."""
    begin = text.index(f"任务 {task} ")
    end = text.index("\n    }", begin)
    block = text[begin:end]
    if old not in block:
        raise ValueError(f"{task}: {old}")
    return text[:begin] + block.replace(old, new, 1) + text[end:]


def half(task, named, quoted, criterion):
    """One of the two that a task is split into."""
    for clause, words in (("任务", named), ("原文", f"“{quoted}”"), ("完成", criterion)):
        task = re.sub(rf"^( +{clause} +).*?( {{)?$", rf"\g<1>{words}\2", task, count=1, flags=re.M)
    return task


def without(text, task):
    """The task is withdrawn; what it quoted becomes narrative."""
    found = re.search(rf"^    任务 {re.escape(task)} .*?^    }}\n", text, re.M | re.S)
    quoted = re.findall(r"“([^”]*)”", re.search(r"^        原文 (.*)$", found[0], re.M)[1])
    told = "".join(f"    叙述 “{quote}” 因 “七月修订时撤销”\n" for quote in quoted)
    return text[:found.start()] + told + text[found.end():]


def is_behind(country, office):
    """Does it report at all, but has not told of both plan and drill for the flood season before `MADE_GOOD` comes in?"""
    if office.is_silent or office.level == "N":
        return False
    outbox = files.Outbox(country)
    periods.sensitive_times(reporting.Reporter(country, outbox), office)
    told = {row["指标"] for (at, *_), rows in outbox.rows.items() for row in rows if at < datetime.datetime(2012, 9, 6)
            and (row.get("指标"), row.get("数值")) in (("专门预案", "汛期"), ("汛期演练", "1"))}
    return len(told) < 2


def made_good_on(country, office):
    """When an office that is behind draws up the plan and holds the drill: by the new date, after it, or never."""
    draws = country.draws("made good", office.code)
    chance = draws.random()
    if chance < 0.35 or not is_behind(country, office):
        return None
    return datetime.date(2012, 7 if chance < 0.8 else 8, draws.randint(5, 27))


def merged():
    """A county that says nothing the whole year, though its city does, and the next one in that city, which it is merged into: one that
    is late with 8.2-3 and mends it in July."""
    country = offices.Country(2012, "all")
    counties = [office for office in country if office.level == "C"]
    for one, other in zip(counties, counties[1:]):
        if one.is_silent and one.superior == other.superior and not country.offices[one.superior].is_silent:
            day = made_good_on(country, other)
            if day and day.month == 7:
                return one, other
    raise ValueError("no county closes")


def unit_list(closed, heir):
    """As of the amendment: the county closes on the day of its issue, what lay below it lies below its heir."""
    lines = offices.UNITS.read_text(encoding="utf-8").splitlines()
    yield lines[0] + ",撤销,并入"
    for line in lines[1:]:
        life = f",{ISSUED},{heir.code}" if line.startswith(f"{closed.code},") else ",,"
        yield line.replace(f",{closed.code},", f",{heir.code},") + life


def amended(plan, out):
    """A date earlier, one later, one that had passed later too, a task split, one withdrawn, one that now holds in principle only, one
    that the ministry judges."""
    text = plan.read_text(encoding="utf-8")
    text = re.sub(r"^    印发 .*$", f"    印发    {ISSUED}\n    修订    “{os.path.relpath(plan, out)}”", text, count=1, flags=re.M)
    text = re.sub(r"^(    单位 +)“[^”]*”", rf"\1“{UNITS}”", text, count=1, flags=re.M)
    for name in ("日历", "原文"):
        text = re.sub(rf"^(    {name} +)“([^”]*)”", lambda found: f"{found[1]}“{os.path.relpath(plan.parent / found[2], out)}”", text, count=1,
                      flags=re.M)
    text = changed(text, "10.8", "        完成", "        期限  9月底\n        完成")
    text = changed(text, "1.3", "        完成", "        期限  次年1月底\n        完成")
    text = changed(text, "8.2", "期限  汛期 前 1天", "期限  7月底")
    text = changed(text, "19.3", "        完成  ", "        原则上  ")
    split = re.search(r"^    任务 16\.4 .*?^    }\n", text, re.M | re.S)[0]
    halves = (half(split, "16.4a “人员培训”", "加强环境应急管理人员培训", "人员培训 ≥ 1 次 假定")
              + half(split, "16.4b “岗位比武”", "积极开展岗位大比武等活动", "岗位比武 已填报"))
    text = text.replace(split, halves)
    for name in ("16.4a", "16.4b"):
        text = changed(text, name, "        完成", "        取代  16.4\n        完成")
    text = changed(text, "16.4b", "        完成", "        鼓励  评定 国家\n        完成")
    return without(text, "18.2")


def made_good(country):
    """The rows that say so."""
    for office in country:
        day = made_good_on(country, office)
        for indicator, value, proof in (("专门预案", "汛期", "专门预案"), ("汛期演练", "1", "演练记录")) if day else ():
            yield f"{files.MADE_UP}-补练-{indicator}-{office.code}", office.code, indicator, day.isoformat(), value, proof, files.REASON, office.code


def amend(plan, out, scale, whole):
    country = offices.Country(2012, scale, whole)
    closed, heir = merged()
    (out / UNITS).write_text("\n".join(unit_list(closed, heir)) + "\n", encoding="utf-8")
    (out / NAME).write_text(amended(plan.resolve(), out.resolve()), encoding="utf-8")
    with open(out / MADE_GOOD, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("编号", "单位", "指标", "日期", "数值", "佐证", "原因", "填报单位"))
        drills = list(made_good(country))
        writer.writerows(drills)
    with open(out / EXCUSES, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("编号", "类型", "单位", "任务", "日期", "原因", "填报单位"))
        excused = [office for office in country if office.level in "PF"][:60]
        for office in excused:
            writer.writerow((f"{files.MADE_UP}-说明-{office.code}", "说明", office.code, "19.3", "2012-10-10", files.REASON, office.superior))
    with open(out / JUDGEMENTS, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("编号", "类型", "单位", "任务", "日期", "数值", "原因", "填报单位"))
        judged = [office for office in country if office.level == "P"]
        for number, office in enumerate(judged):
            said = ("否", "比武走了过场") if number % 3 == 2 else ("是", "比武贴近实战")
            writer.writerow((f"{files.MADE_UP}-评定-{office.code}", "评定", office.code, "16.4b", "2012-12-19", said[0],
                             f"{files.REASON}：{said[1]}", office.superior))
    print(f"{out / NAME}: amended as of {ISSUED}; {len(drills) // 2} drills made good, {len(excused)} excuses, {len(judged)} judgements; {closed.name} {closed.code} "
          f"closes and {heir.name} {heir.code} goes on")
