/** @jsxImportSource react */
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { useWords } from '../words.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface Said {
  text: string
  /** What takes it back, or leads to it. */
  act?: { name: string; onPress: () => void }
}

const queue = new ToastQueue<Said>({ maxVisibleToasts: 3 })

/** Says in passing what has been done. What can be taken back stays until it is closed. */
export function say(text: string, act?: Said['act']): void {
  queue.add({ text, ...(act && { act }) }, act ? {} : { timeout: 8000 })
}

export function Toasts() {
  const { t } = useWords()
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('shell.told')}>
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent className="says">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.act && (
            <Button
              look="quiet"
              onPress={() => {
                toast.content.act?.onPress()
                queue.close(toast.key)
              }}
            >
              {toast.content.act.name}
            </Button>
          )}
          <Button slot="close" look="quiet" aria-label={t('shell.close')}>
            <Icon name="close" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
