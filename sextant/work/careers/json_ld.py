"""A job as structured data for search engines: schema.org `JobPosting`, as a data block that no policy has to let run."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sextant.base.ui.links import full_url
from sextant.base.words.money import major
from sextant.work.careers.models import Job

EMPLOYMENT = {
    Job.Contract.INTERNSHIP: "INTERN",
    Job.Contract.FIXED_TERM: "TEMPORARY",
    Job.Contract.PROJECT: "CONTRACTOR",
}
UNITS = {Job.Period.MONTH: "MONTH", Job.Period.YEAR: "YEAR"}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Inside JSON strings these are the same character; outside of them they do not occur."""


def posting(job: Job, page: str) -> dict[str, Any]:
    """The properties of schema.org/JobPosting that a published job has (vocabulary from memory, edition not seen)."""
    organisation = job.organisation
    amounts = {"minValue": float(major(job.salary_from_minor, job.currency)), "maxValue": float(major(job.salary_to_minor, job.currency))}
    value = {"@type": "QuantitativeValue", **amounts, "unitText": UNITS[Job.Period(job.period)]}
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": job.title,
        "description": _paragraphs(job),
        "identifier": {"@type": "PropertyValue", "name": str(organisation), "value": str(job.pk)},
        "datePosted": job.published_at.date().isoformat() if job.published_at else None,
        "validThrough": f"{job.apply_until.isoformat()}T23:59:59",
        "employmentType": _employment(job),
        "hiringOrganization": {"@type": "Organization", "name": organisation.name, "sameAs": organisation.website or None},
        "baseSalary": {"@type": "MonetaryAmount", "currency": job.currency, "value": value},
        "totalJobOpenings": job.places,
        "directApply": False,
        "url": full_url(page),
    }
    country = job.region.country if job.region is not None else "RU"
    address = {"addressLocality": job.place, "addressRegion": str(job.region or ""), "addressCountry": country}
    if job.remote != Job.Remote.REMOTE or job.place:
        said["jobLocation"] = {"@type": "Place", "address": {"@type": "PostalAddress", **{name: text for name, text in address.items() if text}}}
    if job.remote == Job.Remote.REMOTE:
        said["jobLocationType"] = "TELECOMMUTE"
        said["applicantLocationRequirements"] = {"@type": "Country", "name": country}
    if skills := [one.text for one in job.requirements.all()]:
        said["skills"] = "; ".join(skills)
    return said


def _employment(job: Job) -> list[str]:
    time = {Job.Workload.FULL: "FULL_TIME", Job.Workload.PART: "PART_TIME"}.get(Job.Workload(job.workload), "OTHER")
    kind = EMPLOYMENT.get(Job.Contract(job.contract))
    return [time, kind] if kind else [time]


def _paragraphs(job: Job) -> str:
    """Plain text with its paragraphs marked: search engines take simple HTML."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in job.text.splitlines() if part.strip())


def data_block(values: dict[str, Any]) -> SafeString:
    """The element with the JSON; nothing in it can end the element or begin markup."""
    kept = {name: value for name, value in values.items() if value is not None}
    text = json.dumps(kept, ensure_ascii=False, cls=DjangoJSONEncoder).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
