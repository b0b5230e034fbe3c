"""Closed lists of the measures and of the forms, each value with its Chinese name."""

from enum import Enum
from typing import Self

__all__ = [
    "ApplicantKind",
    "AttachmentKind",
    "BenefitLevel",
    "Category",
    "CertificationResult",
    "Coverage",
    "District",
    "EvidenceKind",
    "Field",
    "FormKind",
    "InsuranceStage",
    "IpKind",
    "Level",
    "Origin",
    "ProcurementMethod",
    "PurchaserKind",
    "Recommendation",
    "ReviewResult",
    "RevocationGround",
    "Status",
    "SubsidyResult",
]


class _Term(Enum):
    """A code with its Chinese label: `Category("first_equipment").label`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """The member for `value`, carrying `label`."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


class FormKind(Enum):
    """Kind of a form, as written before the slash of `form: application/1`, with its title and who files it.

    In the order of the procedure. The one list of all kinds: `czdocs new` and every check take it from here.
    """

    label: str
    filed_by: str

    def __new__(cls, value: str, label: str = "", filed_by: str = "") -> Self:
        """The member for `value`, carrying `label` (its schema's title) and `filed_by`."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        member.filed_by = filed_by
        return member

    APPLICATION = "application", "创新产品认定申请表", "申报单位"
    REPORT = "report", "创新产品申请报告书", "申报单位"
    ATTACHMENTS = "attachments", "其他相关资料清单", "申报单位"
    PRELIMINARY_REVIEW = "preliminary-review", "创新产品初审意见", "辖市（区）工信部门"
    EXPERT_REVIEW = "expert-review", "创新产品专家评审意见", "市工信局"
    CERTIFICATION_DECISION = "certification-decision", "创新产品认定决定", "市工信局会同会商部门"
    PREMIUM_CLAIM = "premium-claim", "创新产品保费补贴申报表", "申报单位"
    SCENARIO_CLAIM = "scenario-claim", "应用场景奖励申报表", "应用场景搭建单位"
    SUBSIDY_DECISION = "subsidy-decision", "推广应用补贴决定", "市工信局、市财政局"
    REVOCATION_DECISION = "revocation-decision", "监督处理决定", "市工信局"
    PROCUREMENT_BUDGET = "procurement-budget", "部门政府采购预算表", "采购人"
    TENDER = "tender", "采购文件要点核对表", "采购人"
    NOTICE = "notice", "公文", "发文机关"


class Category(_Term):
    """Product category, art. 5."""

    FIRST_EQUIPMENT = "first_equipment", "首台（套）重大装备"
    FIRST_BATCH_MATERIAL = "first_batch_material", "首批次新材料"
    FIRST_VERSION_SOFTWARE = "first_version_software", "首版次软件"
    OTHER_MANUFACTURING = "other_manufacturing", "其他先进制造业创新产品"


class Field(_Term):
    """Key industry, art. 6(3); `other` needs a reason."""

    HIGH_END_EQUIPMENT = "high_end_equipment", "高端装备"
    NEW_ENERGY = "new_energy", "新能源"
    NEW_MATERIALS = "new_materials", "新材料"
    INFORMATION_TECHNOLOGY = "information_technology", "新一代信息技术"
    BIOMEDICINE = "biomedicine", "生物医药及新型医疗器械"
    OTHER = "other", "其他先进制造业"


class District(_Term):
    """District (GB/T 2260 code) or development zone, art. 9, in the official order.

    The Changzhou Economic Development Zone has no GB/T 2260 code and gets none (D-24).
    """

    TIANNING = "320402", "天宁区"
    ZHONGLOU = "320404", "钟楼区"
    XINBEI = "320411", "新北区"
    WUJIN = "320412", "武进区"
    JINTAN = "320413", "金坛区"
    LIYANG = "320481", "溧阳市"
    CZEDZ = "CZEDZ", "常州经济开发区"

    @property
    def letters(self) -> str:
        """The two letters of a case number: `XB` in 2026-XB-0001."""
        return _DISTRICT_LETTERS[self]

    @property
    def authority(self) -> str:
        """The district body that does the preliminary review (art. 9)."""
        return {District.LIYANG: "溧阳市工业和信息化局", District.CZEDZ: "常州经济开发区经济发展局"}.get(
            self, f"{self.label}工业和信息化局"
        )


_DISTRICT_LETTERS = {
    District.TIANNING: "TN",
    District.ZHONGLOU: "ZL",
    District.XINBEI: "XB",
    District.WUJIN: "WJ",
    District.JINTAN: "JT",
    District.LIYANG: "LY",
    District.CZEDZ: "JK",
}


class ApplicantKind(_Term):
    """Nature of the applicant, art. 6(1)."""

    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "事业单位"


class Origin(_Term):
    """What comes from the applicant, art. 6(4)."""

    PRODUCT = "product", "产品整体"
    KEY_PART = "key_part", "关键部件"
    CORE_TECHNOLOGY = "core_technology", "核心技术"
    TRADEMARK = "trademark", "注册商标"
    OVERALL_DESIGN = "overall_design", "整体设计"


class Level(_Term):
    """Technical level claimed by the applicant."""

    INTERNATIONAL_LEADING = "international_leading", "国际领先"
    INTERNATIONAL_ADVANCED = "international_advanced", "国际先进"
    DOMESTIC_LEADING = "domestic_leading", "国内领先"
    DOMESTIC_ADVANCED = "domestic_advanced", "国内先进"
    PROVINCIAL = "provincial", "省内领先"


class IpKind(_Term):
    """Kind of intellectual property right."""

    INVENTION = "invention", "发明专利"
    UTILITY_MODEL = "utility_model", "实用新型专利"
    DESIGN = "design", "外观设计专利"
    SOFTWARE_COPYRIGHT = "software_copyright", "软件著作权"
    IC_LAYOUT = "ic_layout", "集成电路布图设计"
    PLANT_VARIETY = "plant_variety", "植物新品种"
    OTHER = "other", "其他"


class EvidenceKind(_Term):
    """Kind of technical evidence, art. 8(3)."""

    STANDARD = "standard", "执行标准"
    TEST_REPORT = "test_report", "检测报告"
    NOVELTY_REPORT = "novelty_report", "查新报告"
    USER_REPORT = "user_report", "用户意见"
    APPRAISAL = "appraisal", "鉴定（评价）意见"


class AttachmentKind(_Term):
    """Kind of attached file, arts. 8(3), 20 and 21."""

    BUSINESS_LICENCE = "business_licence", "营业执照（法人证书）"
    PHOTO = "photo", "产品照片"
    IP_CERTIFICATE = "ip_certificate", "知识产权证书"
    STANDARD = "standard", "执行标准"
    TEST_REPORT = "test_report", "检测报告"
    NOVELTY_REPORT = "novelty_report", "查新报告"
    USER_REPORT = "user_report", "用户意见"
    APPRAISAL = "appraisal", "鉴定（评价）意见"
    LICENCE = "licence", "生产经营许可或强制认证"
    IP_LICENCE = "ip_licence", "知识产权许可合同"
    INSURANCE_POLICY = "insurance_policy", "保险单"
    PURCHASE_CONTRACT = "purchase_contract", "采购合同"
    INVOICE = "invoice", "发票"
    PAYMENT_PROOF = "payment_proof", "付款凭证"
    DELIVERY_PROOF = "delivery_proof", "交付证明"
    ACCEPTANCE_PROOF = "acceptance_proof", "验收证明"
    USER_RECEIPT = "user_receipt", "用户接收证明"
    CREDIT_PLEDGE = "credit_pledge", "信用承诺书"
    OTHER = "other", "其他材料"


class ReviewResult(_Term):
    """Result of the district's preliminary review, art. 9."""

    PASS = "pass", "同意推荐"
    RETURN = "return", "退回补正"
    REJECT = "reject", "不予推荐"


class Recommendation(_Term):
    """Opinion of the expert group, art. 9."""

    RECOMMEND = "recommend", "同意推荐"
    NOT_RECOMMEND = "not_recommend", "不同意推荐"


class CertificationResult(_Term):
    """Result of the joint consultation, art. 10."""

    CERTIFIED = "certified", "予以认定"
    REFUSED = "refused", "不予认定"


class Coverage(_Term):
    """Risk that an insurance contract covers, art. 19."""

    QUALITY = "quality", "质量保证保险"
    LIABILITY = "liability", "产品责任保险"
    COMPREHENSIVE = "comprehensive", "综合保险（质量和责任）"


class InsuranceStage(_Term):
    """Whether a product's premium is claimed for the first time or again, art. 20."""

    FIRST = "first", "首保"
    RENEWAL = "renewal", "续保"


class BenefitLevel(_Term):
    """Level of government whose money a benefit is, art. 25."""

    MUNICIPAL = "municipal", "市级"
    PROVINCIAL = "provincial", "省级"
    NATIONAL = "national", "国家级"


class SubsidyResult(_Term):
    """Result of the review of a claim, arts. 20 to 22."""

    APPROVED = "approved", "予以补贴"
    REFUSED = "refused", "不予补贴"


class RevocationGround(_Term):
    """What a supplier did, art. 23; the last stands for what other laws name."""

    ASSIGNMENT = "assignment", "将政府采购合同转包"
    SUBCONTRACT = "subcontract", "将政府采购合同分包给其他制造商"
    FRAUD = "fraud", "骗取补贴资金"
    OTHER_LAW = "other_law", "其他法定情形"


class PurchaserKind(_Term):
    """Who buys, art. 2: with fiscal funds, or not."""

    GOVERNMENT = "government", "国家机关、事业单位或团体组织"
    OTHER = "other", "其他企事业单位"


class ProcurementMethod(_Term):
    """How is bought, art. 14; the first three give points."""

    OPEN_TENDER = "open_tender", "公开招标"
    INVITED_TENDER = "invited_tender", "邀请招标"
    COMPETITIVE_CONSULTATION = "competitive_consultation", "竞争性磋商"
    COMPETITIVE_NEGOTIATION = "competitive_negotiation", "竞争性谈判"
    INQUIRY = "inquiry", "询价"
    SINGLE_SOURCE = "single_source", "单一来源采购"


class Status(_Term):
    """Status of a product on a day, as known on another."""

    CERTIFIED = "certified", "认定有效"
    NOT_YET = "not-yet", "尚未生效"
    EXPIRED = "expired", "有效期已届满"
    REVOKED = "revoked", "已撤销"
    UNKNOWN = "unknown", "无此记录"
