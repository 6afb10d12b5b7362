# Settings of the site's generator (Sphinx with myst-nb and the theme Furo), read by `npm run site`. Notebooks are shown with
# the outputs that they hold; nothing is executed, and nothing is loaded from elsewhere.
project = "Inpainting Lab"
html_title = "Inpainting Lab"
extensions = ["myst_nb"]
exclude_patterns = ["_*"]

nb_execution_mode = "off"
# In outputs and text a dollar sign is a dollar sign: no formula, hence no MathJax from another host.
myst_enable_extensions = []
myst_heading_anchors = 3
# Notebooks begin sections where their text needs one, not always one level deeper; and a cell that the highlighter cannot
# read to its end is shown all the same.
suppress_warnings = ["myst.header", "misc.highlighting_failure"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["_extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0072B2", "color-brand-content": "#0072B2"},
    "dark_css_variables": {"color-brand-primary": "#56B4E9", "color-brand-content": "#56B4E9"},
}
