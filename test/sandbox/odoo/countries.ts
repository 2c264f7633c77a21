/** Rows of res.country that we meet. The ids are this stand-in's own: a real Odoo counts its 250 countries otherwise. */
const CODES = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK US".split(" ");

export const countries = CODES.map((code, at) => ({ id: 11 + at, code }));
export const COUNTRY_FIELDS = ["id", "code"];

export const codeOf = (id: unknown): string | false => countries.find((country) => country.id === id)?.code ?? false;
