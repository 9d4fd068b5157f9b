"""Codes that compare with the history of a record or with recorded debt, and wait."""

TABLE = """
CFG009 E S | the Git release | A baseline covers a code that holds for everybody, or ends before it begins.
CFG013 W S | the Git release | The records are written for an older version, and a migration lies between.
GEN015 E S | the Git release | A record that was already binding has been deleted.
GEN017 W D | the Git release | A baseline entry has run out and still covers findings.
GEN018 I S | the Git release | A baseline entry covers no finding any more.
IDX022 W S | the Git release | A final value was changed after an adjustment had used it.
CLM017 E S | the Git release | The amount of a submitted claim was lowered without the authority for it.
VOL007 E S | the Git release | A frozen plan or schedule was edited.
"""
