"""The certificate of one certified product."""

from dataclasses import dataclass
from datetime import date

from czdocs.decide.edition import DirectoryEntry, Publication
from czdocs.documents.html import chinese_date

__all__ = ["CERTIFICATE_TITLE", "Certificate", "certificate_context"]

CERTIFICATE_TITLE = "常州市创新产品认定证书"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What stands on a certificate."""

    number: str
    company: str
    product: str
    models: str
    category: str
    field: str
    basis: str
    valid_from: date
    valid_to: date
    renews: str | None
    issuers: tuple[str, ...]
    dated: date

    @property
    def inquiry(self) -> str:
        """What the QR code says: enough to find the product in the published Directory and compare."""
        validity = f"{chinese_date(self.valid_from)}至{chinese_date(self.valid_to)}"
        return f"{CERTIFICATE_TITLE}\n{self.number}\n{self.product}\n{self.company}\n{validity}"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The facts of the certificate as label and text."""
        return (
            ("产品名称", self.product),
            ("型号规格", self.models),
            ("产品类别", self.category),
            ("产业领域", self.field),
            ("证书编号", self.number + (f"（接续{self.renews}）" if self.renews else "")),
            ("认定文号", self.basis),
        )


def certificate_context(entry: DirectoryEntry, publication: Publication) -> Certificate:
    """The certificate of `entry`, issued by the agencies of `publication` on the day of its certification.

    Source: 常工信创新〔2023〕93号, art. 10.
    """
    return Certificate(
        number=entry.certificate,
        company=entry.company,
        product=entry.product,
        models="、".join((*entry.models, *filter(None, [entry.version]))),
        category=entry.category.label,
        field=entry.field.label,
        basis=entry.document_number,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        renews=entry.renews,
        issuers=publication.issuers,
        dated=entry.certified_on,
    )
