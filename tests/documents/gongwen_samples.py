"""Official documents of every form of GB/T 9704-2012, for tests that lay them out, measure them and read them back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from czdocs.documents.gongwen import (
    Attachment,
    Attendance,
    Column,
    Layout,
    OfficialDocument,
    Signatory,
    Table,
    body,
)

__all__ = ["AGENCIES", "samples", "single"]

AGENCIES = (
    "常州市工业和信息化局",
    "常州市发展和改革委员会",
    "常州市科学技术局",
    "常州市财政局",
    "国家金融监督管理总局常州监管分局",
    "常州市人力资源和社会保障局",
    "常州市生态环境局",
    "常州市市场监督管理局",
)

_RECIPIENTS = (
    "各辖市（区）工业和信息化局、发展改革委（局）、科技局、财政局",
    "常州经开区经发局、科技局、财政局",
)

_TITLE = ("关于", "组织", "开展", "2026年度", "创新产品", "申报工作", "的通知")

_TEXT = (
    (
        "为加快创新产品推广应用，促进产业转型升级，根据《常州市创新产品推广应用办法》（常工信创新〔2023〕93号）"
        "有关规定，现就组织开展2026年度创新产品申报工作有关事项通知如下："
    ),
    "一、申报范围",
    (
        "申报产品应当属于首台（套）重大装备、首批次新材料、首版次软件或其他先进制造业创新产品，由本市企业、事业单位研制生产，"
        "技术先进、质量可靠，知识产权归属明晰，新近投放市场、尚未取得竞争优势。"
    ),
    "二、申报程序",
    (
        "（一）单位申报。申报单位按照属地管理原则，向所在地工业和信息化主管部门提出申请，提交申请表、申请报告书和有关证明材料，"
        "并对材料的真实性负责。"
    ),
    "（二）属地初审。各辖市（区）工业和信息化主管部门对申报材料进行初审，提出初审意见，于2026年5月31日前报市工业和信息化局。",
    "（三）专家评审。市工业和信息化局会同有关部门组织专家评审，必要时进行现场核查。",
    "三、工作要求",
    "1.加强组织。各地要做好政策宣传和业务指导，应报尽报。",
    "（1）材料应当装订成册，一式三份。",
    "（2）电子版与纸质版内容应当一致。",
    "2.严格把关。对弄虚作假的，取消申报资格，并依法依规处理。",
)


def single() -> OfficialDocument:
    """A notice of one agency to its subordinates, sealed, with copies and imprint."""
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        issuers=AGENCIES[:1],
        document_number="常工信创新〔2026〕60号",
        title=_TITLE,
        recipients=_RECIPIENTS,
        body=body(_TEXT),
        dated=date(2026, 3, 5),
        copies_to=("省工业和信息化厅", "市政府办公室"),
        printed_by="常州市工业和信息化局办公室",
        printed_on=date(2026, 3, 6),
        note="此件公开发布",
    )


def samples() -> Mapping[str, OfficialDocument]:
    """Documents of different shapes by name; each shows elements that the others lack."""
    return {
        "single": single(),
        "joint-2": replace(single(), issuers=AGENCIES[:2]),
        "joint-5": replace(single(), issuers=AGENCIES[:5], attachments=_attachments(), note=None),
        "joint-8": _joint_eight(),
        "letter": _letter(),
        "letter-attached": replace(_letter(), attachments=_attachments()[:1]),
        "order": _order(),
        "minutes": _minutes(),
        "upward": _upward(),
        "unsealed": replace(single(), issuers=AGENCIES[:3], sealed=False),
        "stamp": _stamp(),
        "turned": replace(single(), attachments=(_turned(),)),
        "many-pages": replace(single(), body=body((*_TEXT, *(_TEXT[2],) * 40))),
        "classified": replace(
            single(), copy_number="000012", classification="秘密★1年", urgency="特急", mark_word=False
        ),
        "publicity": _publicity(),
    }


def _joint_eight() -> OfficialDocument:
    """Eight agencies with long names and three lines of recipients: as many as page 1 can hold."""
    return replace(
        single(),
        issuers=AGENCIES,
        recipients=(*_RECIPIENTS, "各有关企业、事业单位、科研院所和社会团体，各有关行业协会（商会）"),
        attachments=_attachments(),
    )


def _attachments() -> tuple[Attachment, ...]:
    columns = (
        Column(title="序号", width=14, centred=True),
        Column(title="产品名称", width=72),
        Column(title="申报单位", width=44),
        Column(title="截止日期", width=26, centred=True),
    )
    rows = tuple(
        (str(n), f"五轴联动立式加工中心CZ-{n:03d}", "常州某智能装备有限公司", "2026年5月31日") for n in range(1, 9)
    )
    return (
        Attachment(title="申报材料要求", paragraphs=body(("一、申请表", "按规定格式填写并盖章。", "二、报告书"))),
        Attachment(
            title="常州市创新产品推广应用推荐目录申报产品汇总表（含首台套重大装备和首批次新材料）",
            table=Table(columns=columns, rows=rows),
        ),
    )


def _turned() -> Attachment:
    columns = (
        Column(title="序号", width=15, centred=True),
        Column(title="产品名称", width=80),
        Column(title="单位名称", width=70),
        Column(title="补贴金额", width=60, amount=True),
    )
    rows = tuple((str(n), f"高性能工业控制软件V{n}.0", "常州某软件公司", f"{n * 10_000:,}.00") for n in range(1, 61))
    return Attachment(
        title="2026年度创新产品补贴资金安排表",
        table=Table(columns=columns, rows=rows, total=("", "合计", "", "18,300,000.00"), unit="单位：元"),
        landscape=True,
    )


def _letter() -> OfficialDocument:
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=AGENCIES[:1],
        document_number="常工信创新函〔2026〕21号",
        title=("关于", "商请", "推荐", "创新产品", "评审专家", "的函"),
        recipients=("常州大学",),
        body=body(
            (
                (
                    "为做好2026年度创新产品评审工作，根据《常州市创新产品推广应用办法》第九条，我局拟组建评审专家组，"
                    "请贵校推荐机械工程、材料科学、软件工程方面的专家各2名，于2026年6月10日前将推荐名单函告我局。"
                ),
                "联系人及电话：创新处，0519-85681234。",
                "特此函商，请予支持为盼。",
            )
        ),
        dated=date(2026, 5, 20),
        copies_to=("市科学技术局", "市教育局"),
    )


def _order() -> OfficialDocument:
    return OfficialDocument(
        layout=Layout.ORDER,
        issuers=("常州市人民政府",),
        document_number="第12号",
        title=(),
        recipients=(),
        body=body(
            (
                (
                    "《常州市创新产品推广应用若干规定》已经2026年6月8日市政府第45次常务会议讨论通过，现予公布，"
                    "自2026年8月1日起施行。"
                ),
            )
        ),
        dated=date(2026, 6, 16),
        signatory=Signatory(post="市长"),
        copies_to=("市委各部委办局，市人大常委会办公室，市政协办公室，市监委，市中级人民法院，市检察院",),
        printed_by="常州市人民政府办公室",
        printed_on=date(2026, 6, 17),
    )


def _minutes() -> OfficialDocument:
    return OfficialDocument(
        layout=Layout.MINUTES,
        issuers=("常州市创新产品认定联合会商会议",),
        document_number="常创会商〔2026〕3号",
        title=("关于", "2026年度", "创新产品", "认定", "有关事项", "的会议纪要"),
        recipients=(),
        body=body(
            (
                "2026年6月12日，市工业和信息化局召集联合会商会议，研究2026年度创新产品认定工作。现将会议议定事项纪要如下：",
                "一、关于认定结果",
                "会议同意将专家评审推荐的36个产品列入《常州市创新产品推广应用推荐目录》，有效期2年。",
                "二、关于公示",
                "会议明确，拟认定产品名单在市工业和信息化局网站公示5个工作日。",
            )
        ),
        dated=date(2026, 6, 12),
        attendance=(
            Attendance(
                label="出席",
                names=(
                    "市工业和信息化局张三、李四",
                    "市发展和改革委员会王五",
                    "市科学技术局赵六",
                    "市财政局钱七",
                    "国家金融监督管理总局常州监管分局孙八",
                ),
            ),
            Attendance(label="请假", names=("市市场监督管理局周九",)),
            Attendance(label="列席", names=("评审专家组组长吴十", "常州经开区经发局郑一")),
        ),
        sealed=False,
        copies_to=("各参会单位",),
        printed_by="常州市工业和信息化局办公室",
        printed_on=date(2026, 6, 15),
    )


def _upward() -> OfficialDocument:
    return replace(
        single(),
        issuers=AGENCIES[:3],
        document_number="常工信创新〔2026〕75号",
        title=("关于", "设立", "创新产品", "推广应用", "专项资金", "的请示"),
        recipients=("市人民政府",),
        approvers=("张三", "李四", "王小五"),
        body=body(
            (
                (
                    "为落实《常州市创新产品推广应用办法》，支持首台（套）重大装备、首批次新材料和首版次软件推广应用，"
                    "拟设立市级创新产品推广应用专项资金。现将有关情况请示如下："
                ),
                "一、资金规模",
                "2026年度拟安排2000万元，列入市工业和信息化局部门预算。",
                "二、支持方式",
                "按照办法第二十条、第二十一条规定，采取保费补贴和首购补贴两种方式。",
                "妥否，请批示。",
            )
        ),
        copies_to=(),
        note="联系人：郑一，电话：0519-85681234",
    )


def _stamp() -> OfficialDocument:
    return replace(
        single(),
        issuers=("常州市人民政府",),
        document_number="常政发〔2026〕35号",
        title=("关于", "提请", "审议", "《常州市", "创新产品", "促进条例", "（草案）》", "的议案"),
        recipients=("市人大常委会",),
        body=body(("现将《常州市创新产品促进条例（草案）》提请审议。",)),
        signatory=Signatory(post="市长"),
        note=None,
    )


def _publicity() -> OfficialDocument:
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=AGENCIES[:1],
        document_number=None,
        title=("关于", "2026年度", "拟认定", "创新产品", "的公示"),
        recipients=(),
        body=body(
            (
                (
                    "根据《常州市创新产品推广应用办法》，经单位申报、属地初审、专家评审和联合会商，拟认定36个产品为2026年度"
                    "常州市创新产品，现予以公示。公示期为2026年6月16日至6月23日。"
                ),
                "公示期内，任何单位和个人对拟认定产品有异议的，可以书面形式向我局反映，并提供必要的证明材料。",
                "联系电话：0519-85681234。",
            )
        ),
        dated=date(2026, 6, 15),
        attachments=_attachments()[1:],
    )
