/**
 * The numbers that identify a company: SIREN, SIRET, VAT number.
 * Source: https://www.insee.fr/fr/information/1972064 (Luhn, La Poste), directive 2006/112/EC art. 215 (read 2026-11).
 */
