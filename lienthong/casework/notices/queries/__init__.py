"""Questions: templates, the log, how the channels stand."""
