/**
 * A subject's two languages side by side in the bundle: what they share is written once, as far as gzip can see (32 kB back),
 * which is 2 kB of the upload. Nothing else depends on this list.
 */
import "./client-fr.ts";
import "./client-en.ts";
import "./import-fr.ts";
import "./import-en.ts";
import "./mail-fr.ts";
import "./mail-en.ts";
import "./mail-in-fr.ts";
import "./mail-in-en.ts";
import "./merge-fr.ts";
import "./merge-en.ts";
import "./proposal-fr.ts";
import "./proposal-en.ts";
import "./privacy-fr.ts";
import "./privacy-en.ts";
import "./alerts-fr.ts";
import "./alerts-en.ts";
import "./audit-fr.ts";
import "./audit-en.ts";
import "./help-fr.ts";
import "./help-en.ts";
import "./home-fr.ts";
import "./home-en.ts";
import "./health-fr.ts";
import "./health-en.ts";
import "./errors-fr.ts";
import "./errors-en.ts";
