"""Certification: from the joint decision to certified products and the year's Directory edition (arts. 10, 11)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from czdocs.decide.edition import (
    Agreement,
    DirectoryEdition,
    DirectoryEntry,
    Indicator,
    IpRight,
    Publication,
    PublicityPeriod,
    RefusedCase,
)
from czdocs.period import years_after
from czdocs.record.application import Application
from czdocs.record.decision import CarriedOver, CertificationDecision
from czdocs.terms import Category, CertificationResult, District, EvidenceKind

__all__ = ["Photo", "carry_over", "certify", "compose_edition", "publication_of", "refusals"]

# A landline is the business's; a mobile number is somebody's own and is not published.
_LANDLINE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,5})?")
_CATEGORIES = tuple(Category)
_DISTRICTS = tuple(District)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """The product's picture: SHA-256 (hex) and media type of its bytes."""

    sha256: str
    media_type: str


def certify(
    decision: CertificationDecision,
    applications: Mapping[str, Application],
    photos: Mapping[str, Photo],
    *,
    validity_years: int,
) -> tuple[DirectoryEntry, ...]:
    """The products that `decision` certifies, in order of its entries; `applications` and `photos` go by case.

    Certified on the date of the document; valid from that day to the corresponding day `validity_years` later,
    both included.

    Raises:
        KeyError: If a certified case has no application or picture.

    Source: 常工信创新〔2023〕93号, art. 10.
    """
    return tuple(
        _certified(
            decision,
            entry.case,
            entry.certificate,
            entry.renews,
            applications[entry.case],
            photos[entry.case],
            validity_years,
        )
        for entry in decision.entries
        if entry.result is CertificationResult.CERTIFIED and entry.certificate is not None
    )


def _certified(  # noqa: PLR0913, PLR0917 - the facts of one line of the decision
    decision: CertificationDecision,
    case: str,
    certificate: str,
    renews: str | None,
    application: Application,
    photo: Photo,
    validity_years: int,
) -> DirectoryEntry:
    product, applicant = application.product, application.applicant
    phone = applicant.contact.phone
    return DirectoryEntry(
        certificate=certificate,
        case=case,
        product=product.name,
        models=product.models,
        version=product.version,
        category=product.category,
        field=product.field,
        company=applicant.name,
        uscc=applicant.uscc,
        district=applicant.district,
        certified_on=decision.dated,
        valid_from=decision.dated,
        valid_to=years_after(decision.dated, validity_years),
        document_number=decision.document_number,
        summary=product.summary,
        features=product.features,
        level=product.level,
        indicators=tuple(
            Indicator(name=i.name, unit=i.unit, value=format(i.value, "f"), comparison=i.comparison)
            for i in product.indicators
        ),
        ip=tuple(IpRight(kind=i.kind, number=i.number, title=i.title) for i in product.ip),
        standards=tuple(
            f"{e.number}《{e.title}》" if e.number else e.title
            for e in product.evidence
            if e.kind is EvidenceKind.STANDARD
        ),
        photo=photo.sha256,
        photo_type=photo.media_type,
        contact=None,
        telephone=phone if _LANDLINE.fullmatch(phone) else None,
        renews=renews,
    )


def carry_over(carried: Iterable[CarriedOver], *, validity_years: int) -> tuple[DirectoryEntry, ...]:
    """Products certified in earlier years that enter the electronic archive now, their validity counted likewise."""
    return tuple(
        DirectoryEntry(
            certificate=item.certificate,
            case=None,
            product=item.product.name,
            models=item.product.models,
            version=item.product.version,
            category=item.product.category,
            field=item.product.field,
            company=item.applicant.name,
            uscc=item.applicant.uscc,
            district=item.applicant.district,
            certified_on=item.certified_on,
            valid_from=item.certified_on,
            valid_to=years_after(item.certified_on, validity_years),
            document_number=item.document_number,
            summary=item.product.summary,
            features=item.product.features,
            level=None,
            indicators=(),
            ip=(),
            standards=(),
            photo=None,
            photo_type=None,
            contact=item.contact.name if item.contact else None,
            telephone=item.contact.phone if item.contact else None,
            renews=None,
        )
        for item in carried
    )


def refusals(decision: CertificationDecision, applications: Mapping[str, Application]) -> tuple[RefusedCase, ...]:
    """The cases that `decision` refuses, in its order."""
    return tuple(
        RefusedCase(
            case=entry.case,
            company=applications[entry.case].applicant.name,
            product=applications[entry.case].product.name,
            reason=entry.reason or "",
        )
        for entry in decision.entries
        if entry.result is CertificationResult.REFUSED
    )


def publication_of(decision: CertificationDecision, *, year: int, publicity_working_days: int) -> Publication:
    """What the certifying document says of itself; the working days of the publicity were counted by the caller."""
    publicity = decision.publicity
    return Publication(
        year=year,
        document_number=decision.document_number,
        dated=decision.dated,
        issuers=decision.issuers,
        recipients=decision.recipients,
        call_notice=decision.call_notice,
        consultation=Agreement(held_on=decision.consultation.held_on, participants=decision.consultation.participants),
        publicity=PublicityPeriod(
            posted_on=publicity.posted_on,
            first_day=publicity.first_day,
            last_day=publicity.last_day,
            working_days=publicity_working_days,
            contact=publicity.contact,
            telephone=publicity.telephone,
            email=publicity.email,
            address=publicity.address,
            postcode=publicity.postcode,
            objections=publicity.objections,
        ),
        contact=decision.contact.name,
        telephone=decision.contact.telephone,
        note=decision.note or None,
        copies_to=decision.copies_to,
        printed_by=decision.printed_by,
        printed_on=decision.printed_on,
    )


def compose_edition(
    publication: Publication,
    certified: tuple[DirectoryEntry, ...],
    standing: Iterable[DirectoryEntry],
    *,
    refused: tuple[RefusedCase, ...] = (),
    last_edition: date | None = None,
) -> DirectoryEdition:
    """The year's edition: `certified` anew, and of the `standing` earlier certificates all that are valid on its date.

    `standing` are earlier certificates that nobody has revoked or corrected, expired ones too. A renewed certificate
    gives way to the one that renews it, so that a product stands in the Directory once. Those whose validity ended
    after `last_edition` and before this one, without renewal, are listed as lapsed; none where there was no edition.

    Source: art. 11; D-08 (a yearly edition lists all that is valid and marks what is new).
    """
    renewed = {entry.renews for entry in certified}
    earlier = [entry for entry in standing if entry.certificate not in renewed]
    valid = [entry for entry in earlier if entry.valid_from <= publication.dated <= entry.valid_to]
    lapsed = [
        entry for entry in earlier if last_edition is not None and last_edition <= entry.valid_to < publication.dated
    ]
    return DirectoryEdition(
        publication=publication,
        entries=tuple(sorted((*certified, *valid), key=_directory_order)),
        new=frozenset(entry.certificate for entry in certified),
        lapsed=tuple(sorted(lapsed, key=lambda entry: entry.certificate)),
        refused=refused,
    )


def _directory_order(entry: DirectoryEntry) -> tuple[int, int, str]:
    return (_CATEGORIES.index(entry.category), _DISTRICTS.index(entry.district), entry.certificate)
