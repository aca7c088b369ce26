import { useTranslations } from 'use-intl';
import type { ExperienceView } from '../../../ipc/bindings';
import { Picture } from '../../../shared/components/Picture';
import { Rating } from '../../../shared/components/Rating';
import { SafeHtml } from '../../../shared/format/SafeHtml';

/** An experience with several products: what it is, while one chooses on the left. */
export function ExperiencePane({ experience }: { experience: ExperienceView }) {
  const t = useTranslations('sell');
  const { card } = experience;
  return (
    <article className="selectable px-5 pt-4 pb-8">
      <Picture
        picture={experience.pictures[0] ?? card.picture}
        title={card.title}
        size="large"
        className="mb-4 h-[200px] w-full rounded-lg"
      />
      <h1 className="text-xl font-semibold tracking-[-0.01em]" dir="auto">
        {card.title}
      </h1>
      <p className="mt-1 text-ink-2">
        {[experience.address ?? card.city_name, card.country_name].filter(Boolean).join(' · ')}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <Rating rating={card.rating} votes={card.votes} />
        {card.tags.map((tag) => (
          <span key={tag} className="rounded-full border border-line-strong px-2 text-sm text-ink-2">
            {tag}
          </span>
        ))}
      </div>
      {experience.description && <SafeHtml html={experience.description} className="mt-3 text-ink-2" />}
      <p className="mt-4 text-accent">{t('pickProduct')}</p>
    </article>
  );
}
