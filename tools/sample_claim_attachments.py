"""Sample attachments of claims: makes the files that the sample claims name, and each claim's attachments.yaml.

Reads `premium-claim.yaml` or `scenario-claim.yaml` of every folder given and the drawing of the claimed product; writes
`attachments/An-kind.pdf|png` and `attachments.yaml`. The same forms and fonts give the same bytes.

Usage: python tools/sample_claim_attachments.py forms/sample/2026/claims/*
Needs `pdftoppm` (Debian: poppler-utils) for the pictures.
"""

import hashlib
import io
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2
from pypdf import PdfReader
from ruamel.yaml import YAML
from sample_attachments import picture, scan

from czdocs.terms import AttachmentKind, Coverage

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "forms" / "sample"
FRAMED = {"business_licence", "insurance_policy"}
UNITS = {"CZCP-2026-0004": "套", "CZCP-2026-0006": "片", "CZCP-2026-0011": "只"}
"""What the products are counted in, where it is not 台."""
POLICIES = {
    Coverage.QUALITY: "质量保证保险单",
    Coverage.LIABILITY: "产品责任保险单",
    Coverage.COMPREHENSIVE: "质量和责任综合保险单",
}
TEMPLATE = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    (HERE / "sample-claim-attachments.html").read_text(encoding="utf-8")
)
Item = dict[str, Any]


def load(path: Path) -> dict[str, Any]:
    """The form in `path`, its scalars as written."""
    yaml = YAML(typ="safe", pure=True)
    for tag in ("timestamp", "float"):
        yaml.constructor.add_constructor(f"tag:yaml.org,2002:{tag}", type(yaml.constructor).construct_yaml_str)
    form: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"))
    return form


def item(  # noqa: PLR0913  what a small document has
    id_: str,
    kind: str,
    heading: str,
    rows: list[tuple[str, Any]],
    *,
    subject: str,
    signer: str,
    date: str = "",
    paragraphs: tuple[str, ...] = (),
) -> Item:
    """One attachment to make."""
    return {
        "id": id_,
        "kind": kind,
        "title": f"{AttachmentKind(kind).label}：{subject}",
        "heading": heading,
        "rows": rows,
        "signer": signer,
        "date": date,
        "paragraphs": paragraphs,
        "framed": kind in FRAMED,
    }


def common(form: Mapping[str, Any]) -> Iterator[Item]:
    """The licence and the pledge, which every claim has."""
    who, product = form["applicant"], form["product"]
    rows = [
        ("统一社会信用代码", who["uscc"]),
        ("名称", who["name"]),
        ("法定代表人", who["legal_representative"]),
        ("住所", "江苏省常州市（样例）"),
    ]
    yield item("A1", "business_licence", "营 业 执 照", rows, subject=who["name"], signer="登记机关（样例）")
    pledge = form["pledge"]
    what = f"{product['name']}（{product['model']}，证书{product['certificate']}）"
    text = (
        f"本单位就{what}申报{form['case']}，所报合同、发票、凭证和各项内容真实、完整，没有虚报冒领，没有重复申报。",
        "如有不实，愿退回全部资金，并承担《办法》第二十三条规定的责任。",
    )
    yield item(
        pledge["attachment"],
        "credit_pledge",
        "信 用 承 诺 书",
        [("承诺单位", who["name"])],
        subject=who["name"],
        signer=f"法定代表人：{pledge['signed_by']}（单位公章）",
        date=pledge["signed_on"],
        paragraphs=text,
    )


def money(holder: Mapping[str, Any], *, seller: str, buyer: str, what: str) -> Iterator[Item]:
    """The invoices and vouchers of a contract or an order."""
    for invoice in holder["invoices"]:
        sign = "-" if invoice["red_letter"] else ""
        rows = [
            *([("发票代码", invoice["code"])] if "code" in invoice else []),
            ("发票号码", invoice["number"]),
            ("购买方", buyer),
            ("销售方", seller),
            ("项目", what),
            ("金额（不含税）", f"{sign}{invoice['net_yuan']}元"),
            ("税额", f"{sign}{invoice['tax_yuan']}元"),
            ("价税合计", f"{sign}{invoice['total_yuan']}元"),
            *([("被红冲发票号码", invoice["reverses"])] if "reverses" in invoice else []),
        ]
        heading = "红字电子发票" if invoice["red_letter"] else "增值税发票" if "code" in invoice else "电 子 发 票"
        subject = invoice["number"]
        yield item(
            invoice["attachment"],
            "invoice",
            heading,
            rows,
            subject=subject,
            signer="开票单位（样例）",
            date=invoice["issued_on"],
        )
    for payment in holder["payments"]:
        rows = [
            ("回单编号", payment["number"]),
            ("付款人", payment["payer"]),
            ("收款人", payment["payee"]),
            ("金额", f"{payment['amount_yuan']}元"),
            ("用途", what),
        ]
        yield item(
            payment["attachment"],
            "payment_proof",
            "银行电子回单",
            rows,
            subject=payment["number"],
            signer="示例银行（回单专用章）",
            date=payment["paid_on"],
        )


def of_premium(form: Mapping[str, Any]) -> Iterator[Item]:
    """The papers of a premium claim."""
    product = form["product"]
    unit = UNITS.get(product["certificate"], "台")
    for contract in form["insurance_contracts"]:
        bought, goods = contract["purchase_contract"], contract["insured_object"]
        coverage = Coverage(contract["coverage"])
        shares = [("共保", f"{c['name']}，份额{c['share']}") for c in contract.get("co_insurers", [])]
        refunded, end = contract["premium_refunded_yuan"], contract["term"]["end"]
        endorsement = ("批注", f"已退保，保险责任于{end}二十四时终止，退还保险费{refunded}元")
        cancelled = [endorsement] if Decimal(refunded) else []
        rows = [
            ("保险单号", contract["number"]),
            ("投保人", contract["policyholder"]),
            ("被保险人", contract["insured"]),
            ("受益人", contract["beneficiary"]),
            ("保险标的", f"{product['name']} {goods['model']}，{goods['quantity']}{unit}"),
            ("出厂编号", "、".join(goods["serial_numbers"])),
            ("保险金额", f"{contract['sum_insured_yuan']}元"),
            ("年费率／保险费", f"{contract['premium_rate']}／{contract['premium_paid_yuan']}元"),
            ("保险期限", f"{contract['term']['start']}零时至{contract['term']['end']}二十四时"),
            *shares,
            *cancelled,
        ]
        yield item(
            contract["attachment"],
            "insurance_policy",
            POLICIES[coverage],
            rows,
            subject=contract["number"],
            signer=contract["insurer"],
            date=contract["payments"][0]["paid_on"],
        )
        delivery = contract["delivery"]
        rows = [
            ("合同编号", bought["number"]),
            ("买方", bought["buyer"]),
            ("卖方", form["applicant"]["name"]),
            ("标的", f"{product['name']} {goods['model']}，{goods['quantity']}{unit}"),
            ("合同金额", f"{bought['amount_yuan']}元（含税）"),
        ]
        yield item(
            bought["attachment"],
            "purchase_contract",
            "采 购 合 同",
            rows,
            subject=bought["number"],
            signer="买卖双方盖章（样例）",
            date=bought["signed_on"],
        )
        yield from delivered(
            (delivery["user_receipt"], "user_receipt", "用户接收证明", delivery["delivered_on"]),
            (delivery["acceptance_proof"], "acceptance_proof", "验 收 证 明", delivery["accepted_on"]),
            user=bought["buyer"],
            what=f"{product['name']} {goods['model']}（出厂编号{'、'.join(goods['serial_numbers'])}）",
        )
        yield from money(
            contract,
            seller=contract["insurer"],
            buyer=form["applicant"]["name"],
            what=f"{coverage.label}保费 {contract['number']}",
        )


def of_scenario(form: Mapping[str, Any]) -> Iterator[Item]:
    """The papers of a scenario claim."""
    order, product = form["first_order"], form["product"]
    rows = [
        ("合同编号", order["contract_number"]),
        ("买方", form["applicant"]["name"]),
        ("卖方", order["seller"]),
        *(
            ("明细", f"{line['name']} {line['model']}，{line['quantity']}台（套），{line['amount_yuan']}元")
            for line in order["lines"]
        ),
        ("合同金额", f"{order['amount_yuan']}元（含税）"),
        ("使用地点", form["scenario"]["address"]),
    ]
    yield item(
        order["contract"],
        "purchase_contract",
        "采 购 合 同",
        rows,
        subject=order["contract_number"],
        signer="买卖双方盖章（样例）",
        date=order["signed_on"],
    )
    yield from delivered(
        (order["delivery_proof"], "delivery_proof", "交 付 证 明", order["delivered_on"]),
        (order["acceptance_proof"], "acceptance_proof", "验 收 证 明", order["accepted_on"]),
        user=form["applicant"]["name"],
        what=f"{product['name']} {product['model']}",
    )
    yield from money(
        order, seller=order["seller"], buyer=form["applicant"]["name"], what=f"货款 {order['contract_number']}"
    )


def delivered(*papers: tuple[str, str, str, str], user: str, what: str) -> Iterator[Item]:
    """The papers about delivery: id, kind, heading and day of each."""
    for id_, kind, heading, day in papers:
        verb = (
            "验收，各项指标符合合同约定，同意投入使用" if kind == "acceptance_proof" else "接收，数量、型号与合同一致"
        )
        yield item(
            id_,
            kind,
            heading,
            [("使用单位", user), ("产品", what)],
            subject=what,
            signer=user,
            date=day,
            paragraphs=(f"本单位已于{day}完成上述产品的{verb}。",),
        )


def case_of(certificate: str) -> str:
    """The case under which the sample certified `certificate`."""
    for decision in sorted(SAMPLE.glob("*/certification-decision.yaml")):
        for entry in load(decision)["entries"]:
            if entry.get("certificate") == certificate:
                return str(entry["case"])
    raise SystemExit(f"no case has {certificate}")


def make(folder: Path) -> None:
    """Write the attachments of the claim in `folder` and their list."""
    path = next(path for path in sorted(folder.glob("*-claim.yaml")))
    form = load(path)
    premium = form["form"].startswith("premium")
    items = {one["id"]: one for one in (*common(form), *(of_premium(form) if premium else of_scenario(form)))}
    product, photo = form["product"], form["photo"] if premium else form["scenario"]["photo"]
    items[photo] = {"id": photo, "kind": "photo", "title": f"照片：{product['name']} {product['model']}"}
    (folder / "attachments").mkdir(exist_ok=True)
    for old in (folder / "attachments").iterdir():
        old.unlink()
    lines = [
        "# yaml-language-server: $schema=../../../../.czdocs/attachments-1.schema.json",
        "form: attachments/1",
        f"case: {form['case']}",
        f"year: {form['year']}",
        "files:                                   # 大小、页数和 SHA-256 由工具计算",
    ]
    for one in sorted(items.values(), key=lambda i: int(i["id"][1:])):
        picture_wanted = one["kind"] == "photo"
        data = picture(case_of(product["certificate"]), jpeg=False) if picture_wanted else paper(one)
        name = f"attachments/{one['id']}-{one['kind'].replace('_', '-')}.{'png' if picture_wanted else 'pdf'}"
        (folder / name).write_bytes(data)
        lines += [
            f"  - id: {one['id']}",
            f"    kind: {one['kind']}",
            f"    title: {one['title']}",
            f"    file: {name}",
            f"    media_type: {'image/png' if picture_wanted else 'application/pdf'}",
            f"    size: {len(data)}",
            f"    pages: {'null' if picture_wanted else len(PdfReader(io.BytesIO(data)).pages)}",
            f"    sha256: {hashlib.sha256(data).hexdigest()}",
        ]
    (folder / "attachments.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(folder.name, len(items), "attachments")


def paper(one: Item) -> bytes:
    """The attachment `one` as a scanned PDF."""
    return scan(TEMPLATE.render(item=one), title=one["title"])


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        make(Path(argument))
