/** @jsxImportSource react */
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const SKUS = ["LAMPE-OPALINE", "SUSPENSION-BRUME", "APPLIQUE-RIVAGE", "ABAT-JOUR-LIN"];

function Shop() {
  const [sku, setSku] = useState(SKUS[0]);
  const [heard, setHeard] = useState("");
  useEffect(() => {
    const tag = document.createElement("script");
    tag.type = "module";
    tag.src = "__EDGE__/v1/passerelle.js";
    tag.dataset.site = "__SITE__";
    document.head.append(tag);
  }, []);
  return (
    <>
      <ul>
        {SKUS.map((one) => (
          <li key={one}>
            <button type="button" onClick={() => setSku(one)}>
              {one}
            </button>
            <div>
              <passerelle-rating product={one}>…</passerelle-rating>
            </div>
          </li>
        ))}
      </ul>
      <p id="heard">{heard}</p>
      <passerelle-reviews product={sku} onpasserelle-error={() => setHeard("heard")} />
    </>
  );
}

const place = document.getElementById("shop");
if (place) createRoot(place).render(<Shop />);
