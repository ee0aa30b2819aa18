"""Reports: official forms, practice lists and the monthly report that writes itself, over the records of the casework."""
