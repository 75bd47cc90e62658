"""How jobs and stories are found: only what everybody may read."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.careers import states
from sextant.work.careers.models import CareerStory, Job


def _job(job: Job) -> EntryDraft | None:
    if job.state != states.PUBLISHED:
        return None
    employer, place = job.organisation, f"{job.place} {job.region or ''}"
    needs = " ".join(f"{one.text_ru} {one.text_en}" for one in job.requirements.all())
    return EntryDraft(
        title_ru=job.title_ru or job.title_en,
        title_en=job.title_en or job.title_ru,
        url_name="careers:job",
        url_args=(job.pk,),
        summary_ru=(job.text_ru or job.text_en)[:300],
        summary_en=(job.text_en or job.text_ru)[:300],
        text=f"{employer.name_ru} {employer.name_en} {place} {job.text_ru} {job.text_en} {needs}",
        audience="public",
    )


def _story(story: CareerStory) -> EntryDraft | None:
    if story.state != states.PUBLISHED:
        return None
    return EntryDraft(
        title_ru=story.title_ru or story.title_en,
        title_en=story.title_en or story.title_ru,
        url_name="careers:story",
        url_args=(story.pk,),
        summary_ru=(story.text_ru or story.text_en)[:300],
        summary_en=(story.text_en or story.text_ru)[:300],
        audience="public",
    )


JOBS = Searchable("careers.job", Job, _job, _("Jobs"), lambda: Job.objects.filter(state=states.PUBLISHED).with_all().prefetch_related("requirements"))
STORIES = Searchable("careers.story", CareerStory, _story, _("Career stories"), lambda: CareerStory.objects.filter(state=states.PUBLISHED))
