"""What do offices report of each task? One line a task: who, which figures, which proofs. Tasks that run by month, quarter, half
year or window, and those that cases set off, are in periods.py and incidents.py; the ministry's own are in nation.py."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Figure:
    indicator: str
    make: object             # (draws, done) -> the columns of the value
    grows: bool = False      # may be told half-way, with less than in the end


@dataclasses.dataclass(frozen=True)
class Duty:
    task: str
    levels: str
    figures: tuple
    proofs: str = ""
    harder: float = 0.0      # how much less of it is done than of other things
    not_before: str = ""     # the plan's prerequisite holds it up: nobody reports before that day
    before: float = 0.0      # the share of offices that had done it before the plan began


def yes(indicator):
    return Figure(indicator, lambda draws, done: {"数值": "是" if done else "否"})


def count(indicator, least, most, grows=True):
    """A number that suffices if it is at least `least`."""
    def make(draws, done):
        return {"数值": str(draws.randint(least, most) if done else draws.randint(0, max(least - 1, 0)))}
    return Figure(indicator, make, grows)


def any_number(indicator, most):
    return Figure(indicator, lambda draws, done: {"数值": str(draws.randint(0, most))})


def share(indicator, least, most, none=0.0, whole=True):
    """So many of so many. `none` is the chance that there are none at all; `whole`: all are wanted."""
    def make(draws, done):
        if draws.random() < none:
            return {"数值": "不适用"} if draws.random() < 0.5 else {"分子": "0", "分母": "0"}
        below = draws.randint(least, most)
        above = below if done and whole else draws.randint(below // 4, max(below - 1, 0))
        return {"分子": str(above), "分母": str(below)}
    return Figure(indicator, make, grows=whole)


def stage(indicator, *stages):
    def make(draws, done):
        return {"数值": draws.choice(stages[1:] if done else stages[:1])}
    return Figure(indicator, make)


def members(indicator, *names, some=False, exempt=0.0):
    """All of a set if it is done, else a part of it; `some`: any part will do. `exempt`: one does not apply."""
    def make(draws, done):
        chosen = list(names)
        if not done or some:
            chosen = [name for name in names if draws.random() < 0.6][:len(names) - 1] or [names[0]]
        elif draws.random() < exempt:
            chosen[0] = "-" + chosen[0]
        return {"数值": "、".join(chosen)}
    return Figure(indicator, make)


def words(indicator, *texts):
    return Figure(indicator, lambda draws, done: {"数值": draws.choice(texts)})


def day(indicator, first, last):
    return Figure(indicator, lambda draws, done: {"数值": f"2012-{first:02}-{draws.randint(1, 28):02}"
                                                  if first == last else f"2012-{draws.randint(first, last):02}-{draws.randint(1, 28):02}"})


def document(name):
    return Figure(f"《{name}》", lambda draws, done: {"数值": "已印发" if done else draws.choice(("已起草", "已征求意见"))})


DUTIES = (
    Duty("1.2", "NPFC", (count("信息渠道", 2, 6), yes("信息系统已启用")), "信息渠道清单"),
    Duty("1.3", "NPFC", (yes("报告制度已印发"),), "文号"),
    Duty("4.3", "NP", (any_number("公益诉讼和援助", 4), words("诉讼援助情况", "无进展", "支持起诉一件，提供监测数据", "与法院会商")),
         "情况说明", harder=0.3),
    Duty("6.1", "NP", (yes("试点经验已总结"), count("水源地示范", 1, 5)), "试点总结、示范名单"),
    Duty("6.2", "NPFC", (share("尾矿库填报率", 1, 30, none=0.3),), "数据库导出表", harder=0.05),
    Duty("6.3", "PFC", (share("尾矿库评估率", 1, 30, none=0.3), share("尾矿库分级率", 1, 30, whole=False)), "评估记录", harder=0.15),
    Duty("6.6", "NPFC", (share("监测预警建成率", 2, 12, whole=False), share("防控设施建成率", 2, 12, whole=False),
                         share("物资储备建成率", 2, 12, whole=False)), "分点位台账", harder=0.1),
    Duty("7.2", "FC", (share("隐患排查率", 4, 60), share("隐患整治率", 3, 80, whole=False)), "企业隐患台账", harder=0.1),
    Duty("7.3", "FC", (share("预案备案率", 4, 60, none=0.03),), "备案编号", harder=0.12),
    Duty("7.4", "FC", (share("企业演练率", 4, 60, whole=False),), "演练记录、物资清单"),
    Duty("14.8", "FC", (share("企业储备率", 4, 60, none=0.03),), "物资清单、演练记录", harder=0.1),
    Duty("9.2", "PF", (share("区域评估率", 1, 6, none=0.05, whole=False),), "评估报告", harder=0.25, not_before="2012-09-21"),
    Duty("9.5", "NP", (count("风险评估评审", 1, 6), share("石化项目评审率", 1, 9, none=0.15, whole=False)), "评审纪要", harder=0.1,
         not_before="2012-07-10"),
    Duty("9.8", "PFC", (share("企业分级率", 4, 60, none=0.04, whole=False), share("企业审核率", 4, 60, whole=False)), "分级名单",
         harder=0.15, not_before="2012-06-16"),
    Duty("10.3", "NP", (count("预案管理试点", 1, 8),), "试点名单"),
    Duty("10.8", "P", (), "演练方案、演练记录、演练照片"),  # its figure comes with the quarter
    Duty("11.1", "P", (yes("专职机构已设立"), yes("编制已落实"), yes("人员已落实"), yes("经费已落实")), "编办批复", harder=0.2),
    Duty("11.2", "F", (yes("专职机构已设立"), yes("编制已落实"), yes("人员已落实"), yes("经费已落实")), "编办批复", harder=0.45),
    Duty("12.1", "NPFC", (members("联动协议", "公安消防", "危化品救援"), any_number("联合行动", 5)), "联动协议", harder=0.1),
    Duty("12.4", "NPFC", (members("风险管理纳入", "环评审批", "三同时验收", "污染防治", "执法监督"),), "内部工作制度", harder=0.08,
         before=0.12),
    Duty("14.2", "PF", (yes("防控工程已纳入规划"),), "规划文本", harder=0.1),
    Duty("14.3", "PF", (share("应急项目进度", 200, 3000, none=0.2, whole=False), any_number("项目支付资金", 2500)), "项目报告",
         harder=0.1),
    Duty("14.6", "PFC", (share("能力达标率", 1, 14, whole=False), stage("达标等级", "未达标", "三级", "二级", "一级")), "验收证书",
         harder=0.2, not_before="2012-06-01"),
    Duty("15.3", "NPF", (count("应急救援力量", 1, 5),), "合作协议"),
    Duty("16.2", "NP", (any_number("案例研究", 6),), "案例材料", harder=0.2),
    Duty("16.4", "PFC", (count("人员培训", 1, 6), any_number("岗位比武", 2)), "活动通知"),
    Duty("17.1", "NPFC", (yes("创先争优已开展"),), "活动通知、活动总结"),
    Duty("17.2", "NPFC", (yes("接报程序已印发"), share("按时办结率", 20, 400, none=0.01, whole=False)), "程序文件、月度统计"),
    Duty("18.1", "NPFC", (count("行风教育", 1, 3),), "会议纪要"),
    Duty("18.2", "NPFC", (yes("先锋岗评选已开展"), any_number("先锋岗", 4)), "先锋岗名单"),
    Duty("19.1", "NPFC", (share("责任书签订率", 3, 40),), "责任书"),
    Duty("19.3", "NPFC", (yes("风险点已梳理"), yes("监控机制已建立")), "风险点清单、监控制度"),
)
AIR_PLAN = Duty("10.7", "PF", (document("大气环境污染应急预案"), yes("细颗粒物应对已纳入")), "预案文本", harder=0.1)
COUNTY_BODY = Duty("11.3", "C", (yes("专职机构已设立"),), "编办批复、隐患突出县区名单", harder=0.3)
