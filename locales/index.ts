// Written by `npm run locales`, from tags.ts and the folders beside it.
import { complete } from './complete.ts'
import enAccess from './en/access.json' with { type: 'json' }
import enApi from './en/api.json' with { type: 'json' }
import enBody from './en/body.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enDeskActivity from './en/desk-activity.json' with { type: 'json' }
import enDeskCalendar from './en/desk-calendar.json' with { type: 'json' }
import enDeskHelp from './en/desk-help.json' with { type: 'json' }
import enDeskHistory from './en/desk-history.json' with { type: 'json' }
import enDeskLetters from './en/desk-letters.json' with { type: 'json' }
import enDeskLibrary from './en/desk-library.json' with { type: 'json' }
import enDeskLookBack from './en/desk-look-back.json' with { type: 'json' }
import enDeskMenu from './en/desk-menu.json' with { type: 'json' }
import enDeskMovingIn from './en/desk-moving-in.json' with { type: 'json' }
import enDeskNotes from './en/desk-notes.json' with { type: 'json' }
import enDeskNotices from './en/desk-notices.json' with { type: 'json' }
import enDeskPreferences from './en/desk-preferences.json' with { type: 'json' }
import enDeskPresence from './en/desk-presence.json' with { type: 'json' }
import enDeskReleases from './en/desk-releases.json' with { type: 'json' }
import enDeskRoyalties from './en/desk-royalties.json' with { type: 'json' }
import enDeskSettings from './en/desk-settings.json' with { type: 'json' }
import enDeskStaff from './en/desk-staff.json' with { type: 'json' }
import enDeskWork from './en/desk-work.json' with { type: 'json' }
import enImport from './en/import.json' with { type: 'json' }
import enManual from './en/manual.json' with { type: 'json' }
import enMedia from './en/media.json' with { type: 'json' }
import enNotice from './en/notice.json' with { type: 'json' }
import enPreview from './en/preview.json' with { type: 'json' }
import enRefusal from './en/refusal.json' with { type: 'json' }
import enRoyalty from './en/royalty.json' with { type: 'json' }
import enSignIn from './en/sign-in.json' with { type: 'json' }
import viAccess from './vi/access.json' with { type: 'json' }
import viApi from './vi/api.json' with { type: 'json' }
import viBody from './vi/body.json' with { type: 'json' }
import viDesk from './vi/desk.json' with { type: 'json' }
import viDeskActivity from './vi/desk-activity.json' with { type: 'json' }
import viDeskCalendar from './vi/desk-calendar.json' with { type: 'json' }
import viDeskHelp from './vi/desk-help.json' with { type: 'json' }
import viDeskHistory from './vi/desk-history.json' with { type: 'json' }
import viDeskLetters from './vi/desk-letters.json' with { type: 'json' }
import viDeskLibrary from './vi/desk-library.json' with { type: 'json' }
import viDeskLookBack from './vi/desk-look-back.json' with { type: 'json' }
import viDeskMenu from './vi/desk-menu.json' with { type: 'json' }
import viDeskMovingIn from './vi/desk-moving-in.json' with { type: 'json' }
import viDeskNotes from './vi/desk-notes.json' with { type: 'json' }
import viDeskNotices from './vi/desk-notices.json' with { type: 'json' }
import viDeskPreferences from './vi/desk-preferences.json' with { type: 'json' }
import viDeskPresence from './vi/desk-presence.json' with { type: 'json' }
import viDeskReleases from './vi/desk-releases.json' with { type: 'json' }
import viDeskRoyalties from './vi/desk-royalties.json' with { type: 'json' }
import viDeskSettings from './vi/desk-settings.json' with { type: 'json' }
import viDeskStaff from './vi/desk-staff.json' with { type: 'json' }
import viDeskWork from './vi/desk-work.json' with { type: 'json' }
import viImport from './vi/import.json' with { type: 'json' }
import viManual from './vi/manual.json' with { type: 'json' }
import viMedia from './vi/media.json' with { type: 'json' }
import viNotice from './vi/notice.json' with { type: 'json' }
import viPreview from './vi/preview.json' with { type: 'json' }
import viRefusal from './vi/refusal.json' with { type: 'json' }
import viRoyalty from './vi/royalty.json' with { type: 'json' }
import viSignIn from './vi/sign-in.json' with { type: 'json' }

export { readerWords } from './reader-words.ts'

// Each by itself, so that a bundle carries only those that it shows.
export const accessWords = /* @__PURE__ */ complete({ vi: viAccess, en: enAccess })
export const apiWords = /* @__PURE__ */ complete({ vi: viApi, en: enApi })
export const bodyWords = /* @__PURE__ */ complete({ vi: viBody, en: enBody })
export const deskActivityWords = /* @__PURE__ */ complete({ vi: viDeskActivity, en: enDeskActivity })
export const deskCalendarWords = /* @__PURE__ */ complete({ vi: viDeskCalendar, en: enDeskCalendar })
export const deskHelpWords = /* @__PURE__ */ complete({ vi: viDeskHelp, en: enDeskHelp })
export const deskHistoryWords = /* @__PURE__ */ complete({ vi: viDeskHistory, en: enDeskHistory })
export const deskLettersWords = /* @__PURE__ */ complete({ vi: viDeskLetters, en: enDeskLetters })
export const deskLibraryWords = /* @__PURE__ */ complete({ vi: viDeskLibrary, en: enDeskLibrary })
export const deskLookBackWords = /* @__PURE__ */ complete({ vi: viDeskLookBack, en: enDeskLookBack })
export const deskMenuWords = /* @__PURE__ */ complete({ vi: viDeskMenu, en: enDeskMenu })
export const deskMovingInWords = /* @__PURE__ */ complete({ vi: viDeskMovingIn, en: enDeskMovingIn })
export const deskNotesWords = /* @__PURE__ */ complete({ vi: viDeskNotes, en: enDeskNotes })
export const deskNoticesWords = /* @__PURE__ */ complete({ vi: viDeskNotices, en: enDeskNotices })
export const deskPreferencesWords = /* @__PURE__ */ complete({ vi: viDeskPreferences, en: enDeskPreferences })
export const deskPresenceWords = /* @__PURE__ */ complete({ vi: viDeskPresence, en: enDeskPresence })
export const deskReleasesWords = /* @__PURE__ */ complete({ vi: viDeskReleases, en: enDeskReleases })
export const deskRoyaltiesWords = /* @__PURE__ */ complete({ vi: viDeskRoyalties, en: enDeskRoyalties })
export const deskSettingsWords = /* @__PURE__ */ complete({ vi: viDeskSettings, en: enDeskSettings })
export const deskStaffWords = /* @__PURE__ */ complete({ vi: viDeskStaff, en: enDeskStaff })
export const deskWorkWords = /* @__PURE__ */ complete({ vi: viDeskWork, en: enDeskWork })
export const deskWords = /* @__PURE__ */ complete({ vi: viDesk, en: enDesk })
export const importWords = /* @__PURE__ */ complete({ vi: viImport, en: enImport })
export const manualWords = /* @__PURE__ */ complete({ vi: viManual, en: enManual })
export const mediaWords = /* @__PURE__ */ complete({ vi: viMedia, en: enMedia })
export const noticeWords = /* @__PURE__ */ complete({ vi: viNotice, en: enNotice })
export const previewWords = /* @__PURE__ */ complete({ vi: viPreview, en: enPreview })
export const refusalWords = /* @__PURE__ */ complete({ vi: viRefusal, en: enRefusal })
export const royaltyWords = /* @__PURE__ */ complete({ vi: viRoyalty, en: enRoyalty })
export const signInWords = /* @__PURE__ */ complete({ vi: viSignIn, en: enSignIn })
