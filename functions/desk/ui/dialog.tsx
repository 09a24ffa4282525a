/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../words.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  /** A question that must be answered; it does not close by a click beside it. */
  isAlert?: boolean
  isWide?: boolean
  children: ReactNode
}

/** Stands over the page until it is answered or closed; the focus goes back to where it was. */
export function Dialog({ title, isOpen, onClose, isAlert = false, isWide = false, children }: DialogProps) {
  const { t } = useWords()
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
    >
      <Modal className={isWide ? 'modal wide' : 'modal'}>
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            {!isAlert && (
              <Button look="quiet" aria-label={t('shell.close')} onPress={onClose}>
                <Icon name="close" />
              </Button>
            )}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
