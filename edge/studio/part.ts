/** The part of the Worker for who owns a web site: /studio, loaded when its address is asked for; edge/studio-part.ts is its door. */
export { studioDoor } from "./studio-routes.tsx";
