// A choice out of many: what is typed narrows the list. Short lists stay the browser's own select, which every finger knows.
import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useWords } from '../app/language.ts';
import { BOX, Mark, Select, type Option } from './field.tsx';
import { Foreign } from './foreign.tsx';

const LONG = 8;

interface ComboProps {
  readonly id: string; readonly label: string; readonly support?: string; readonly error?: string | null | undefined;
  readonly value: string; readonly onChange: (value: string) => void; readonly options: readonly Option[]; readonly blank: string;
}

/** `value` is '' while nothing is chosen. */
export function ComboField(props: ComboProps) {
  const { id, label, support, error, value, onChange, options, blank } = props;
  return options.length < LONG
    ? <Select id={id} label={label} {...(support === undefined ? {} : { support })} value={value} onChange={onChange} error={error} blank={blank} options={options} />
    : <LongChoice key={value} {...props} />;
}

/** Full and half width, capitals and kana composition are the same to whoever searches. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function LongChoice({ id, label, support, error, value, onChange, options }: ComboProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => options.find((one) => one.value === value)?.label ?? '');
  return (
    <ComboBox inputValue={typed} onInputChange={setTyped} value={value === '' ? null : value} onChange={(key) => { if (typeof key === 'string' && key !== value) onChange(key); }}
      defaultFilter={(text, wanted) => folded(text).includes(folded(wanted))} menuTrigger="focus" allowsEmptyCollection isRequired isInvalid={Boolean(error)} validationBehavior="aria" className="max-w-full min-w-0">
      <Label className="text-std-16B-170 text-heading">{label}<Mark required /></Label>
      {support !== undefined && <Text slot="description" elementType="p" className="text-quiet">{support}</Text>}
      <div className="mt-2 flex w-full max-w-[40rem]">
        <Input id={id} className={`${BOX} min-w-0 grow rounded-r-none border-r-0`} />
        <Button aria-label={t('combo.open')} className="grid min-h-12 w-12 shrink-0 cursor-pointer place-items-center rounded-r-8 border border-edge text-act hover:bg-hover"><svg aria-hidden viewBox="0 0 24 24" className="size-6 fill-none stroke-current stroke-[2.500]"><path d="m5 9 7 7 7-7" /></svg></Button>
      </div>
      {error && <Text slot="errorMessage" elementType="p" className="mt-2 text-fault">＊{error}</Text>}
      <Popover maxHeight={336} className="z-40 w-(--trigger-width) min-w-64 overflow-auto rounded-8 border border-edge bg-page text-ink shadow-2">
        <ListBox items={options} renderEmptyState={() => <p className="p-4 text-quiet">{t('combo.nothing')}</p>} className="grid p-1 outline-none">
          {(option) => <ListBoxItem id={option.value} textValue={option.label} className="min-h-11 cursor-pointer rounded-4 px-3 py-2 data-[focused]:bg-hover data-[focused]:outline-2 data-[focused]:-outline-offset-2 data-[focused]:outline-act data-[selected]:bg-chosen data-[selected]:font-bold"><Foreign>{option.label}</Foreign></ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
