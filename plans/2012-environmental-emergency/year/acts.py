"""What do offices above say of those below: they verify and return, count for themselves, waive, extend, transfer and judge, and say
which counties have outstanding hazards."""

import datetime

from files import MADE_UP, REASON

VERIFIED = (("9.8", "分级名单"), ("10.8", "演练方案、演练记录、演练照片"), ("14.6", "验收证书"))


class Acts:
    def __init__(self, reporter):
        self.reporter = reporter
        self.country = reporter.country
        self.outbox = reporter.outbox

    def put(self, kind, office, by, day, task="", **columns):
        """An act of `by` on a task of the office; it lies in the file of the one who acts."""
        above = self.country.offices[by]
        at = self.outbox.sending(above.province, day)
        if at is None:
            return None
        columns = {name: value for name, value in columns.items() if value}
        subject = task or columns.get("指标", "")
        row = {"编号": f"{MADE_UP}-{kind}-{subject}-{office.code}-{day:%m%d}", "类型": kind, "单位": office.code,
               **({"任务": task} if task else {}), **columns, "填报单位": by}
        self.outbox.put(at, above.province, "办理", row)
        return row["编号"], at

    def before_reports(self):
        """What spares an office from reporting comes first."""
        for office in self.country:
            if office.level != "N":
                self.rulings(office)

    def after_reports(self):
        self.reviews()
        for office in self.country:
            if office.level == "C":
                self.hazards(office)
        self.judgements()
        self.excuses()

    def reviews(self):
        """A review comes some weeks after what it is about; what was returned is claimed again, by most."""
        for (code, task), (finished, told) in sorted(self.reporter.done.items()):
            kinds = dict(VERIFIED).get(task)
            if kinds is None:
                continue
            office = self.country.offices[code]
            draws = self.country.draws("review", task, code)
            day = told.date() + datetime.timedelta(days=draws.randint(4, 45))
            chance = draws.random()
            if chance < 0.12:
                continue  # nobody has looked at it yet
            date = day.isoformat()
            if chance < 0.9:
                self.put("审核通过", office, office.superior, day, task, 日期=date)
                if draws.random() < 0.04:
                    self.own_figure(office, task, day, draws)
                continue
            self.put("退回", office, office.superior, day, task, 日期=date, 原因=REASON + "：佐证与填报不符，请核实后再报")
            again = day + datetime.timedelta(days=draws.randint(10, 40))
            if draws.random() < 0.5 and again < datetime.date(2012, 12, 20):
                self.put("申报完成", office, code, again, task, 日期=again.isoformat(), 佐证=kinds)
                self.put("审核通过", office, office.superior, again + datetime.timedelta(days=12), task,
                         日期=(again + datetime.timedelta(days=12)).isoformat())

    def own_figure(self, office, task, day, draws):
        """The verifier counted for itself."""
        province = self.country.offices[office.superior].province
        at = self.outbox.sending(province, day)
        if at is None:
            return
        if task == "10.8":
            columns = {"指标": "应急演练", "期间": "2012-Q2", "数值": str(draws.randint(1, 2))}
        else:
            below = draws.randint(3, 14)
            columns = {"指标": {"9.8": "企业审核率", "14.6": "能力达标率"}[task], "日期": day.isoformat(),
                       "分子": str(draws.randint(0, below)), "分母": str(below)}
        row = {"编号": f"{MADE_UP}-核查-{task}-{office.code}", "类型": "填报", "单位": office.code, **columns,
               "原因": REASON + "：审核单位核查的数", "填报单位": office.superior}
        self.outbox.put(at, province, "办理", row)

    def rulings(self, office):
        """Waived, extended, transferred: rare, and always by an office above, with a reason."""
        draws = self.country.draws("rulings", office.code)
        scarce = {"P": 0.2, "F": 0.06, "C": 0.025}[office.level]
        above = office.superior
        day = datetime.date(2012, draws.randint(4, 11), draws.randint(1, 28))
        if draws.random() < scarce:
            task = draws.choice(("6.2", "6.3") if office.level != "C" else ("6.3", "7.2", "17.1"))
            until = "" if draws.random() < 0.8 else "2012-12-31"
            self.put("免除", office, above, day, task, 数值=until, 原因=REASON + "：辖区内没有这一类对象")
            self.reporter.spared.add((office.code, task))
        if draws.random() < scarce:
            task = draws.choice(("9.8", "14.6", "12.4"))
            self.put("延期", office, above, day, task, 数值=draws.choice(("2013-01-15", "2013-01-31", "2013-03-31")),
                     原因=REASON + "：配套文件印发较晚")
        if draws.random() < scarce * 0.7:
            told = self.put("移交", office, above, day, "16.4", 数值=above, 原因=REASON + "：人员并入上级统一培训")
            if told and draws.random() < 0.1:
                key, at = told
                self.withdraw(office, above, key, at)
        if draws.random() < scarce * 0.4:
            told = self.put("免除", office, above, day, "18.2", 原因=REASON + "：误办")
            if told:
                self.withdraw(office, above, *told)

    def withdraw(self, office, by, key, at):
        province = self.country.offices[by].province
        following = self.outbox.sending(province, at.date())
        if following:
            self.outbox.put(following, province, "月报",
                            {"编号": key + "-撤回", "类型": "撤回", "单位": office.code, "更正": key, "原因": REASON + "：办错了单位",
                             "填报单位": by})

    def hazards(self, office):
        """11.3 is for the counties with outstanding hazards: the provinces say which these are, most of them by the summer."""
        draws = self.country.draws("hazards", office.code)
        is_one = draws.random() < 0.25
        if draws.random() < 0.12:
            return
        day = datetime.date(2012, draws.choice((3, 4, 6, 9)), 15)
        by = self.country.offices[office.province].code
        self.put("公布", office, by, day, 指标="隐患突出", 日期=day.isoformat(), 数值="是" if is_one else "否")
        if draws.random() < 0.01:
            later = day + datetime.timedelta(days=50)
            self.put("公布", office, by, later, 指标="隐患突出", 日期=later.isoformat(), 数值="否" if is_one else "是")

    def judgements(self):
        """No task of this plan asks for a judgement, so none is taken; the ministry hands some in nevertheless."""
        for office in self.country:
            if office.level == "P":
                good = self.country.draws("judge", office.code).random() < 0.7
                told = self.put("评定", office, office.superior, datetime.date(2012, 12, 18), "16.2", 日期="2012-12-18",
                                数值="是" if good else "否", 原因=REASON + ("：案例分析有深度" if good else "：案例只有罗列"))
                if told:
                    self.outbox.refusals[told[0]] = "D6523"

    def excuses(self):
        """This plan has no 原则上, so no excuse is taken; some are sent nevertheless."""
        for office in self.country:
            draws = self.country.draws("excuse", office.code)
            if office.level == "N" or draws.random() >= {"P": 0.1, "F": 0.02, "C": 0.006}[office.level]:
                continue
            day = datetime.date(2012, draws.choice((6, 9, 12)), draws.randint(3, 25))
            told = self.put("说明", office, office.superior, day, draws.choice(("17.1", "6.6", "18.1")),
                            原因=REASON + "：因机构调整未能按时完成")
            if told:
                self.outbox.refusals[told[0]] = "D6504"
