// Nothing yet that the page cannot do without.
