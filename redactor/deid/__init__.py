"""De-identification: what each attribute becomes (PS3.15 Annex E).

`engine.deidentify` makes new attributes, `file_meta.file_meta` the File Meta Information,
`own_attributes.method_codes` the codes for the record. `replacements.Replacements` gives the keyed UIDs and
pseudonyms; `profile.BASIC` is the profile.
"""

from redactor.deid import table

table.load()  # pydicom learns of younger attributes before anything is read
