// Unpacks the Chromium of the package into the temporary folder of this process and prints its path.
import chromium from '@sparticuz/chromium';

console.log(await chromium.executablePath());
