"""What can go wrong, as types with facts: one module a subject, all to be had from here."""

from redactor.errors.base import (
    CONTEXT as CONTEXT,
)
from redactor.errors.base import (
    CheckFailed as CheckFailed,
)
from redactor.errors.base import (
    RedactorError as RedactorError,
)
from redactor.errors.base import (
    SetAside as SetAside,
)
from redactor.errors.base import (
    UsageError as UsageError,
)
from redactor.errors.base import (
    reason_of as reason_of,
)
from redactor.errors.decisions import (
    BurnedInTextNotAllowed as BurnedInTextNotAllowed,
)
from redactor.errors.decisions import (
    DecisionRefused as DecisionRefused,
)
from redactor.errors.decisions import (
    DetectorFailed as DetectorFailed,
)
from redactor.errors.decisions import (
    FramesCannotBeDropped as FramesCannotBeDropped,
)
from redactor.errors.decisions import (
    NoDeclaredRange as NoDeclaredRange,
)
from redactor.errors.decisions import (
    NoFrameLeft as NoFrameLeft,
)
from redactor.errors.decisions import (
    PictureOnly as PictureOnly,
)
from redactor.errors.decisions import (
    PlanDoesNotFit as PlanDoesNotFit,
)
from redactor.errors.decisions import (
    TooLarge as TooLarge,
)
from redactor.errors.decisions import (
    TwoPatients as TwoPatients,
)
from redactor.errors.decisions import (
    UndefinedSopClass as UndefinedSopClass,
)
from redactor.errors.decisions import (
    UnreadableAttributes as UnreadableAttributes,
)
from redactor.errors.inputs import (
    ArchiveBroken as ArchiveBroken,
)
from redactor.errors.inputs import (
    ArchiveLocked as ArchiveLocked,
)
from redactor.errors.inputs import (
    ArchiveTooLarge as ArchiveTooLarge,
)
from redactor.errors.inputs import (
    BrokenLayout as BrokenLayout,
)
from redactor.errors.inputs import (
    CannotWrite as CannotWrite,
)
from redactor.errors.inputs import (
    Changed as Changed,
)
from redactor.errors.inputs import (
    DiskFull as DiskFull,
)
from redactor.errors.inputs import (
    HoldsDocument as HoldsDocument,
)
from redactor.errors.inputs import (
    HoldsOpaqueValues as HoldsOpaqueValues,
)
from redactor.errors.inputs import (
    HoldsSurface as HoldsSurface,
)
from redactor.errors.inputs import (
    HoldsVoice as HoldsVoice,
)
from redactor.errors.inputs import (
    HoldsWaveform as HoldsWaveform,
)
from redactor.errors.inputs import (
    IsDicomdir as IsDicomdir,
)
from redactor.errors.inputs import (
    NoPixelData as NoPixelData,
)
from redactor.errors.inputs import (
    NotDicom as NotDicom,
)
from redactor.errors.inputs import (
    ScreenCapture as ScreenCapture,
)
from redactor.errors.inputs import (
    SlideLabel as SlideLabel,
)
from redactor.errors.inputs import (
    Truncated as Truncated,
)
from redactor.errors.inputs import (
    UnknownObject as UnknownObject,
)
from redactor.errors.inputs import (
    Unreadable as Unreadable,
)
from redactor.errors.installation import (
    BrokenInstallation as BrokenInstallation,
)
from redactor.errors.installation import (
    BrokenPlugin as BrokenPlugin,
)
from redactor.errors.installation import (
    MissingResource as MissingResource,
)
from redactor.errors.journal import (
    JournalBusy as JournalBusy,
)
from redactor.errors.journal import (
    JournalDamaged as JournalDamaged,
)
from redactor.errors.journal import (
    JournalError as JournalError,
)
from redactor.errors.journal import (
    JournalOfOthers as JournalOfOthers,
)
from redactor.errors.journal import (
    JournalTooNew as JournalTooNew,
)
from redactor.errors.pixels import (
    BrokenCodeStream as BrokenCodeStream,
)
from redactor.errors.pixels import (
    BrokenEncapsulation as BrokenEncapsulation,
)
from redactor.errors.pixels import (
    CannotEncode as CannotEncode,
)
from redactor.errors.pixels import (
    IncompleteFrame as IncompleteFrame,
)
from redactor.errors.pixels import (
    InterlacedVideo as InterlacedVideo,
)
from redactor.errors.pixels import (
    InvalidImageAttribute as InvalidImageAttribute,
)
from redactor.errors.pixels import (
    NoTransferSyntax as NoTransferSyntax,
)
from redactor.errors.pixels import (
    StereoVideo as StereoVideo,
)
from redactor.errors.pixels import (
    UndecodableFrame as UndecodableFrame,
)
from redactor.errors.pixels import (
    UnsupportedTransferSyntax as UnsupportedTransferSyntax,
)
from redactor.errors.pixels import (
    VideoExtraMissing as VideoExtraMissing,
)
from redactor.errors.pixels import (
    WrongPixelDataLength as WrongPixelDataLength,
)
from redactor.errors.projects import (
    DamagedMap as DamagedMap,
)
from redactor.errors.projects import (
    KeyUnavailable as KeyUnavailable,
)
from redactor.errors.projects import (
    NoProject as NoProject,
)
from redactor.errors.projects import (
    NotConfirmed as NotConfirmed,
)
from redactor.errors.projects import (
    PassphraseNeeded as PassphraseNeeded,
)
from redactor.errors.projects import (
    ProjectBusy as ProjectBusy,
)
from redactor.errors.projects import (
    ProjectDestroyed as ProjectDestroyed,
)
from redactor.errors.projects import (
    ProjectExists as ProjectExists,
)
from redactor.errors.projects import (
    WrongPassphrase as WrongPassphrase,
)
from redactor.errors.review import (
    ApprovalDoesNotFit as ApprovalDoesNotFit,
)
from redactor.errors.review import (
    HandOverDamaged as HandOverDamaged,
)
from redactor.errors.review import (
    HandOverDiffers as HandOverDiffers,
)
from redactor.errors.review import (
    HandOverOfOthers as HandOverOfOthers,
)
from redactor.errors.review import (
    NotReviewed as NotReviewed,
)
from redactor.errors.review import (
    ReviewNotReady as ReviewNotReady,
)
from redactor.errors.review import (
    ReviewRefused as ReviewRefused,
)
from redactor.errors.review import (
    SamePerson as SamePerson,
)
from redactor.errors.runs import (
    MaskNotRebuilt as MaskNotRebuilt,
)
from redactor.errors.runs import (
    NoTemplate as NoTemplate,
)
from redactor.errors.runs import (
    NotForTemplates as NotForTemplates,
)
from redactor.errors.runs import (
    SegExtraMissing as SegExtraMissing,
)
from redactor.errors.runs import (
    SeveralTemplates as SeveralTemplates,
)
from redactor.errors.runs import (
    TemplateOtherSize as TemplateOtherSize,
)
from redactor.errors.runs import (
    TimedOut as TimedOut,
)
from redactor.errors.runs import (
    UncoveredText as UncoveredText,
)
from redactor.errors.runs import (
    WorkerEnded as WorkerEnded,
)
from redactor.errors.settings import (
    InvalidSetting as InvalidSetting,
)
from redactor.errors.settings import (
    SettingsProblem as SettingsProblem,
)
from redactor.errors.settings import (
    UnknownSetting as UnknownSetting,
)
from redactor.errors.settings import (
    UnreadableSettings as UnreadableSettings,
)
from redactor.errors.teaching import (
    CannotEncodePicture as CannotEncodePicture,
)
from redactor.errors.teaching import (
    IdentifierInPackage as IdentifierInPackage,
)
from redactor.errors.teaching import (
    IdentifierInText as IdentifierInText,
)
from redactor.errors.teaching import (
    LettersMissing as LettersMissing,
)
from redactor.errors.teaching import (
    NotAResult as NotAResult,
)
from redactor.errors.teaching import (
    NothingReleased as NothingReleased,
)
from redactor.errors.teaching import (
    NothingToShow as NothingToShow,
)
from redactor.errors.teaching import (
    NoTraceLedger as NoTraceLedger,
)
from redactor.errors.teaching import (
    TeachingExtraMissing as TeachingExtraMissing,
)
from redactor.errors.usage import (
    ClusterExtraMissing as ClusterExtraMissing,
)
from redactor.errors.usage import (
    ClusterNeedsKeyFile as ClusterNeedsKeyFile,
)
from redactor.errors.usage import (
    ClusterUnreachable as ClusterUnreachable,
)
from redactor.errors.usage import (
    InvalidDocument as InvalidDocument,
)
from redactor.errors.usage import (
    InvalidOption as InvalidOption,
)
from redactor.errors.usage import (
    InvalidProfile as InvalidProfile,
)
from redactor.errors.usage import (
    NoInput as NoInput,
)
from redactor.errors.usage import (
    NoSuchTemplate as NoSuchTemplate,
)
from redactor.errors.usage import (
    ObscuringRefused as ObscuringRefused,
)
from redactor.errors.usage import (
    OtherProfile as OtherProfile,
)
from redactor.errors.usage import (
    OtherRun as OtherRun,
)
from redactor.errors.usage import (
    OutputInsideInput as OutputInsideInput,
)
from redactor.errors.usage import (
    OutputIsVolumeRoot as OutputIsVolumeRoot,
)
from redactor.errors.usage import (
    OutputNotEmpty as OutputNotEmpty,
)
from redactor.errors.usage import (
    TemplateNotClean as TemplateNotClean,
)
from redactor.errors.usage import (
    TemplateNotTested as TemplateNotTested,
)
from redactor.errors.usage import (
    UnknownPlugin as UnknownPlugin,
)
from redactor.errors.usage import (
    WorkersFail as WorkersFail,
)
