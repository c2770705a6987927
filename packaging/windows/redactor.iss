; Inno Setup script for Windows: per user without administrator's rights, or for all users with them.
;   iscc /DVersion=X.Y.Z packaging\windows\redactor.iss
; The frozen program is in build\package\dist\redactor, its icon in build\package\icons.

#ifndef Version
  #error Say which version: iscc /DVersion=1.2.3 (packaging\version.py prints it)
#endif
#define Root SourcePath + "\..\.."

[Setup]
AppId={{0C6E4C0B-6B0E-4E7B-9B1C-2B8B8F5B7D31}
AppName=redactor
AppVersion={#Version}
AppVerName=redactor {#Version}
DefaultDirName={autopf}\redactor
DefaultGroupName=redactor
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir={#Root}\build\package
OutputBaseFilename=redactor-{#Version}-windows-x64
SetupIconFile={#Root}\build\package\icons\redactor.ico
UninstallDisplayIcon={app}\redactor.exe
LicenseFile={#Root}\LICENSE
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; A window that is open holds its files: it is asked to close before they are replaced.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
#if FileExists(CompilerPath + "\Languages\ChineseSimplified.isl")
Name: "zh_CN"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "Put redactor-cli into the PATH"; Flags: unchecked

[InstallDelete]
; Files of an older version that this one does not have must not be loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\build\package\dist\redactor\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\redactor"; Filename: "{app}\redactor.exe"
Name: "{autodesktop}\redactor"; Filename: "{app}\redactor.exe"; Tasks: desktopicon

[Registry]
; "Open with", without taking the ending away from the viewer that has it.
Root: HKA; Subkey: "Software\Classes\Applications\redactor.exe\shell\open\command"; ValueType: string; ValueData: """{app}\redactor.exe"" open ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\redactor.exe\SupportedTypes"; ValueType: string; ValueName: ".dcm"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\redactor.dicom"; ValueType: string; ValueData: "DICOM image"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\redactor.dicom\DefaultIcon"; ValueType: string; ValueData: "{app}\redactor.exe,0"
Root: HKA; Subkey: "Software\Classes\redactor.dicom\shell\open\command"; ValueType: string; ValueData: """{app}\redactor.exe"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\.dcm\OpenWithProgids"; ValueType: string; ValueName: "redactor.dicom"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.dicom\OpenWithProgids"; ValueType: string; ValueName: "redactor.dicom"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsNew(ExpandConstant('{app}'))

[Run]
Filename: "{app}\redactor-cli.exe"; Parameters: "--self-check"; StatusMsg: "Checking that the program is whole…"; Flags: runhidden waituntilterminated
Filename: "{app}\redactor.exe"; Description: "{cm:LaunchProgram,redactor}"; Flags: postinstall nowait skipifsilent

[Code]
function IsNew(Folder: string): Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Known) + ';') = 0;
end;
